package dev.catchment.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Tables with seeded contents: small ones with all types and gaps, and those of TPC-H. */
final class TestTables {
  private static final String[] WORDS = {
    "almond", "azure", "blue", "brown", "chocolate", "coral", "cream", "dark", "forest", "green",
    "lemon", "linen", "metallic", "navy", "olive", "red", "rose", "sky", "special", "requests"
  };
  private static final String[] REGIONS = {"AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"};
  private static final String[] NATIONS = {
    "ALGERIA", "ARGENTINA", "BRAZIL", "CANADA", "EGYPT", "ETHIOPIA", "FRANCE", "GERMANY", "INDIA",
    "INDONESIA", "IRAN", "IRAQ", "JAPAN", "JORDAN", "KENYA", "MOROCCO", "MOZAMBIQUE", "PERU",
    "CHINA", "ROMANIA", "SAUDI ARABIA", "VIETNAM", "RUSSIA", "UNITED KINGDOM", "UNITED STATES"
  };
  private static final int[] NATION_REGION = {
    0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1
  };
  private static final String[] SEGMENTS = {
    "AUTOMOBILE", "BUILDING", "FURNITURE", "HOUSEHOLD", "MACHINERY"
  };
  private static final String[] PRIORITIES = {
    "1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"
  };
  private static final String[] MODES = {"AIR", "AIR REG", "FOB", "MAIL", "RAIL", "SHIP", "TRUCK"};
  private static final String[] INSTRUCTIONS = {
    "COLLECT COD", "DELIVER IN PERSON", "NONE", "TAKE BACK RETURN"
  };
  private static final String[] TYPES_1 = {
    "ECONOMY", "LARGE", "MEDIUM", "PROMO", "SMALL", "STANDARD"
  };
  private static final String[] TYPES_2 = {
    "ANODIZED", "BRUSHED", "BURNISHED", "PLATED", "POLISHED"
  };
  private static final String[] TYPES_3 = {"BRASS", "COPPER", "NICKEL", "STEEL", "TIN"};
  private static final String[] CONTAINERS_1 = {"JUMBO", "LG", "MED", "SM", "WRAP"};
  private static final String[] CONTAINERS_2 = {"BAG", "BOX", "CASE", "DRUM", "PACK", "PKG"};
  private static final long FIRST_DAY = LocalDate.of(1992, 1, 1).toEpochDay();

  private final SplittableRandom random = new SplittableRandom(20260131);
  private final Map<String, RowBlock> tables = new TreeMap<>();

  static Map<String, RowBlock> all() {
    TestTables made = new TestTables();
    made.mixed();
    made.regions();
    made.suppliersAndParts(60, 300);
    made.customersAndOrders(240, 2400, 60, 300);
    return made.tables;
  }

  private static RowType type(Object... namesAndTypes) {
    RowType type = RowType.empty();
    for (int index = 0; index < namesAndTypes.length; index += 2) {
      type = type.with((String) namesAndTypes[index], (DataType) namesAndTypes[index + 1]);
    }
    return type;
  }

  private static void row(RowBlock.Builder builder, Object... values) {
    for (int column = 0; column < values.length; column++) {
      builder.setValue(column, values[column]);
    }
    builder.endRow();
  }

  private <T> T orNull(T value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private BigDecimal money(int least, int most) {
    return BigDecimal.valueOf(random.nextLong(least * 100L, most * 100L), 2);
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      words.add(pick(WORDS));
    }
    return String.join(" ", words);
  }

  private void mixed() {
    RowBlock.Builder t =
        RowBlock.builder(
            type(
                "id",
                DataType.INTEGER,
                "g",
                DataType.INTEGER,
                "i",
                DataType.INTEGER,
                "x",
                DataType.DOUBLE,
                "m",
                DataType.DECIMAL,
                "s",
                DataType.TEXT,
                "b",
                DataType.BOOLEAN,
                "d",
                DataType.DATE,
                "ts",
                DataType.TIMESTAMP));
    for (long id = 0; id < 500; id++) {
      row(
          t,
          id,
          orNull((long) random.nextInt(12)),
          orNull(random.nextLong(-1000, 1000)),
          orNull(random.nextInt(-4000, 4000) / 16.0),
          orNull(money(-500, 500)),
          orNull(words(1 + random.nextInt(2))),
          orNull((long) random.nextInt(2)),
          orNull(FIRST_DAY + random.nextInt(3000)),
          orNull(FIRST_DAY * Casts.DAY + random.nextLong(86_400_000L * 40)));
    }
    tables.put("t", t.build());
    RowBlock.Builder u =
        RowBlock.builder(type("k", DataType.INTEGER, "name", DataType.TEXT, "w", DataType.DOUBLE));
    for (long k = -2; k < 15; k++) {
      row(u, orNull(k), orNull(pick(WORDS)), orNull(random.nextInt(100) / 4.0));
    }
    tables.put("u", u.build());
    tables.put(
        "e",
        RowBlock.builder(type("a", DataType.INTEGER, "b", DataType.TEXT, "c", DataType.DOUBLE))
            .build());
  }

  private void regions() {
    RowBlock.Builder region =
        RowBlock.builder(
            type(
                "r_regionkey",
                DataType.INTEGER,
                "r_name",
                DataType.TEXT,
                "r_comment",
                DataType.TEXT));
    for (int index = 0; index < REGIONS.length; index++) {
      row(region, (long) index, REGIONS[index], words(3));
    }
    tables.put("region", region.build());
    RowBlock.Builder nation =
        RowBlock.builder(
            type(
                "n_nationkey",
                DataType.INTEGER,
                "n_name",
                DataType.TEXT,
                "n_regionkey",
                DataType.INTEGER,
                "n_comment",
                DataType.TEXT));
    for (int index = 0; index < NATIONS.length; index++) {
      row(nation, (long) index, NATIONS[index], (long) NATION_REGION[index], words(3));
    }
    tables.put("nation", nation.build());
  }

  private String phone(long nation) {
    return (10 + nation)
        + "-"
        + random.nextInt(100, 999)
        + "-"
        + random.nextInt(100, 999)
        + "-"
        + random.nextInt(1000, 9999);
  }

  private void suppliersAndParts(int suppliers, int parts) {
    RowBlock.Builder supplier =
        RowBlock.builder(
            type(
                "s_suppkey",
                DataType.INTEGER,
                "s_name",
                DataType.TEXT,
                "s_address",
                DataType.TEXT,
                "s_nationkey",
                DataType.INTEGER,
                "s_phone",
                DataType.TEXT,
                "s_acctbal",
                DataType.DECIMAL,
                "s_comment",
                DataType.TEXT));
    for (long key = 1; key <= suppliers; key++) {
      long nation = random.nextInt(25);
      row(
          supplier,
          key,
          "Supplier#%09d".formatted(key),
          words(2),
          nation,
          phone(nation),
          money(-999, 9999),
          random.nextInt(10) == 0 ? "slow Customer sad Complaints" : words(4));
    }
    tables.put("supplier", supplier.build());
    RowBlock.Builder part =
        RowBlock.builder(
            type(
                "p_partkey",
                DataType.INTEGER,
                "p_name",
                DataType.TEXT,
                "p_mfgr",
                DataType.TEXT,
                "p_brand",
                DataType.TEXT,
                "p_type",
                DataType.TEXT,
                "p_size",
                DataType.INTEGER,
                "p_container",
                DataType.TEXT,
                "p_retailprice",
                DataType.DECIMAL,
                "p_comment",
                DataType.TEXT));
    RowBlock.Builder partsupp =
        RowBlock.builder(
            type(
                "ps_partkey",
                DataType.INTEGER,
                "ps_suppkey",
                DataType.INTEGER,
                "ps_availqty",
                DataType.INTEGER,
                "ps_supplycost",
                DataType.DECIMAL,
                "ps_comment",
                DataType.TEXT));
    for (long key = 1; key <= parts; key++) {
      int maker = random.nextInt(1, 6);
      row(
          part,
          key,
          words(5),
          "Manufacturer#" + maker,
          "Brand#" + maker + random.nextInt(1, 6),
          pick(TYPES_1) + " " + pick(TYPES_2) + " " + pick(TYPES_3),
          (long) random.nextInt(1, 51),
          pick(CONTAINERS_1) + " " + pick(CONTAINERS_2),
          money(900, 2000),
          words(2));
      for (int copy = 0; copy < 4; copy++) {
        row(
            partsupp,
            key,
            1 + (key + copy * (suppliers / 4 + (key - 1) / suppliers)) % suppliers,
            (long) random.nextInt(1, 10_000),
            money(1, 1000),
            words(4));
      }
    }
    tables.put("part", part.build());
    tables.put("partsupp", partsupp.build());
  }

  private void customersAndOrders(int customers, int orders, int suppliers, int parts) {
    RowBlock.Builder customer =
        RowBlock.builder(
            type(
                "c_custkey",
                DataType.INTEGER,
                "c_name",
                DataType.TEXT,
                "c_address",
                DataType.TEXT,
                "c_nationkey",
                DataType.INTEGER,
                "c_phone",
                DataType.TEXT,
                "c_acctbal",
                DataType.DECIMAL,
                "c_mktsegment",
                DataType.TEXT,
                "c_comment",
                DataType.TEXT));
    for (long key = 1; key <= customers; key++) {
      long nation = random.nextInt(25);
      row(
          customer,
          key,
          "Customer#%09d".formatted(key),
          words(2),
          nation,
          phone(nation),
          money(-999, 9999),
          pick(SEGMENTS),
          words(5));
    }
    tables.put("customer", customer.build());
    RowBlock.Builder order =
        RowBlock.builder(
            type(
                "o_orderkey",
                DataType.INTEGER,
                "o_custkey",
                DataType.INTEGER,
                "o_orderstatus",
                DataType.TEXT,
                "o_totalprice",
                DataType.DECIMAL,
                "o_orderdate",
                DataType.DATE,
                "o_orderpriority",
                DataType.TEXT,
                "o_clerk",
                DataType.TEXT,
                "o_shippriority",
                DataType.INTEGER,
                "o_comment",
                DataType.TEXT));
    RowBlock.Builder lineitem =
        RowBlock.builder(
            type(
                "l_orderkey",
                DataType.INTEGER,
                "l_partkey",
                DataType.INTEGER,
                "l_suppkey",
                DataType.INTEGER,
                "l_linenumber",
                DataType.INTEGER,
                "l_quantity",
                DataType.DECIMAL,
                "l_extendedprice",
                DataType.DECIMAL,
                "l_discount",
                DataType.DECIMAL,
                "l_tax",
                DataType.DECIMAL,
                "l_returnflag",
                DataType.TEXT,
                "l_linestatus",
                DataType.TEXT,
                "l_shipdate",
                DataType.DATE,
                "l_commitdate",
                DataType.DATE,
                "l_receiptdate",
                DataType.DATE,
                "l_shipinstruct",
                DataType.TEXT,
                "l_shipmode",
                DataType.TEXT,
                "l_comment",
                DataType.TEXT));
    long today = LocalDate.of(1995, 6, 17).toEpochDay();
    for (long key = 1; key <= orders; key++) {
      long date = FIRST_DAY + random.nextInt(2405);
      int lines = 1 + random.nextInt(7);
      BigDecimal total = BigDecimal.ZERO;
      int open = 0;
      for (long line = 1; line <= lines; line++) {
        long shipped = date + random.nextInt(1, 122);
        long received = shipped + random.nextInt(1, 31);
        BigDecimal quantity = BigDecimal.valueOf(random.nextInt(1, 51) * 100L, 2);
        BigDecimal price = quantity.multiply(money(900, 2000)).setScale(2);
        long partKey = 1L + random.nextInt(parts);
        int copy = random.nextInt(4);
        total = total.add(price);
        open += shipped > today ? 1 : 0;
        row(
            lineitem,
            key,
            partKey,
            1 + (partKey + copy * (suppliers / 4 + (partKey - 1) / suppliers)) % suppliers,
            line,
            quantity,
            price,
            BigDecimal.valueOf(random.nextInt(11), 2),
            BigDecimal.valueOf(random.nextInt(9), 2),
            received <= today ? pick("R", "A") : "N",
            shipped > today ? "O" : "F",
            shipped,
            date + random.nextInt(30, 91),
            received,
            pick(INSTRUCTIONS),
            pick(MODES),
            words(3));
      }
      long buyer = 1L + random.nextInt(customers);
      row(
          order,
          key,
          buyer % 3 == 0 ? buyer - 1 : buyer,
          open == 0 ? "F" : open == lines ? "O" : "P",
          total,
          date,
          pick(PRIORITIES),
          "Clerk#%09d".formatted(random.nextInt(1, 20)),
          0L,
          words(4));
    }
    tables.put("orders", order.build());
    tables.put("lineitem", lineitem.build());
  }
}
