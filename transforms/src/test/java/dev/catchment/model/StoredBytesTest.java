package dev.catchment.model;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.Coder;
import org.junit.Test;

/** The coders of the model obey their laws and keep their byte formats. */
public class StoredBytesTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Field("properties.name", FieldType.STRING),
          new Field("properties.quantity", FieldType.INTEGER),
          new Field("properties.price", FieldType.DECIMAL),
          new Field("traits.member", FieldType.BOOLEAN),
          new Field("context.sentAt", FieldType.TIMESTAMP));
  private static final Values FULL = Values.of(SCHEMA, "é", -3L, 2.5, true, 1_000L);
  private static final Values SPARSE = Values.of(SCHEMA, null, 0L, null, false, null);
  private static final Values EMPTY = Values.of(SCHEMA, null, null, null, null, null);

  @Test
  public void values() throws Exception {
    Coder<Values> coder = ValuesCoder.of(SCHEMA);
    stored(coder, FULL, "1f 03c3a9 05 4004000000000000 01 d00f");
    stored(coder, SPARSE, "0a 00 00");
    stored(coder, EMPTY, "00");
    CoderLaws.check(
        coder,
        FULL,
        SPARSE,
        EMPTY,
        Values.of(SCHEMA, "", Long.MIN_VALUE, Double.NaN, false, Long.MAX_VALUE),
        Values.of(SCHEMA, "a\u0000b", Long.MAX_VALUE, -0.0, true, 0L),
        Values.of(SCHEMA, "😀", 1L, 0.0, null, -1L));
  }

  @Test
  public void valuesOfMoreThanEightFields() throws Exception {
    Schema nine =
        Schema.of(
            IntStream.range(0, 9)
                .mapToObj(index -> new Field("f" + index, FieldType.INTEGER))
                .toList());
    Object[] cells = new Object[9];
    cells[0] = 1L;
    cells[8] = 64L;
    stored(ValuesCoder.of(nine), Values.of(nine, cells), "01 01 02 8001");
    CoderLaws.check(ValuesCoder.of(nine), Values.of(nine, cells), Values.of(new Object[9]));
    CoderLaws.check(ValuesCoder.of(Schema.empty()), Values.of());
  }

  @Test
  public void event() throws Exception {
    Coder<Event> coder = EventCoder.of(SCHEMA);
    Event order =
        new Event(
            "m1",
            Event.Type.TRACK,
            "Order",
            1_000,
            "web",
            "shop",
            Consent.GRANTED,
            List.of(new Identifier("cookie", "c1"), new Identifier("email", "")),
            SPARSE);
    Event page =
        new Event("m2", Event.Type.PAGE, null, -1, "app", "", Consent.UNKNOWN, List.of(), FULL);
    stored(
        coder,
        order,
        "036d31 01 064f72646572 d00f 04776562 0573686f70 01"
            + " 02 07636f6f6b6965 036331 06656d61696c 01 0a 00 00");
    stored(coder, page, "036d32 03 00 01 04617070 01 00 00 1f 03c3a9 05 4004000000000000 01 d00f");
    CoderLaws.check(coder, order, page);
  }

  @Test
  public void profile() throws Exception {
    Coder<Profile> coder = ProfileCoder.of(SCHEMA);
    stored(coder, new Profile("p1", SPARSE), "037031 0a 00 00");
    CoderLaws.check(
        coder, new Profile("p1", SPARSE), new Profile("p1", FULL), new Profile("", FULL));
  }

  @Test
  public void identifier() throws Exception {
    Identifier identifier = new Identifier("cookie", "c1");
    stored(IdentifierCoder.of(), identifier, "07636f6f6b6965 036331");
    CoderLaws.check(IdentifierCoder.of(), identifier, new Identifier("", "é"));
  }

  @Test
  public void session() throws Exception {
    Session session = new Session("p1", "web", 2, 1000, 1005, 3);
    stored(SessionCoder.of(), session, "037031 04776562 04 d00f 0a 06");
    CoderLaws.check(SessionCoder.of(), session, new Session("p1", "", 1, -1, -1, 1));
  }

  @Test
  public void identity() throws Exception {
    Identity identity = new Identity(new Identifier("cookie", "c1"), "p1");
    stored(IdentityCoder.of(), identity, "07636f6f6b6965 036331 037031");
    CoderLaws.check(IdentityCoder.of(), identity, new Identity(new Identifier("cookie", ""), "p1"));
  }

  @Test
  public void rawRecord() throws Exception {
    Position position = new Position("a.csv", 300);
    RawRecord record = RawRecord.of("crm", position, "x", null, "");
    BitSet invalid = new BitSet();
    invalid.set(1);
    RawRecord marked = record.withColumns(record.columns(), invalid);
    stored(RawRecordCoder.of(), record, "0463726d 06612e637376 ac02 03 00 0278 00 00 00 01");
    stored(RawRecordCoder.of(), marked, "0463726d 06612e637376 ac02 03 00 0278 01 00 00 01");
    CoderLaws.check(RawRecordCoder.of(), record, marked, RawRecord.of("crm", position));
  }

  @Test
  public void rejected() throws Exception {
    Position position = new Position("a.csv", 2);
    Rejected whole = new Rejected("read", "r", "m", null, "crm", position, "{}", 1_000, 1);
    Rejected field = new Rejected("clean", "r", "m", "price", "crm", position, null, 1_000, 2);
    stored(
        RejectedCoder.of(),
        whole,
        "0572656164 0272 026d 00 0463726d 06612e637376 02 037b7d 00 00 d00f 01");
    Rejected cut = whole.withPayload("{}", Map.of("mail", "email", "tel", "invalid phone"), true);
    stored(
        RejectedCoder.of(),
        cut,
        "0572656164 0272 026d 00 0463726d 06612e637376 02 037b7d"
            + " 02 056d61696c 06656d61696c 0474656c 0e696e76616c69642070686f6e65 01 d00f 01");
    CoderLaws.check(RejectedCoder.of(), whole, field, cut);
  }

  @Test
  public void outgoing() throws Exception {
    Outgoing message = new Outgoing("é", "{}", -2);
    stored(OutgoingCoder.of(), message, "03c3a9 037b7d 03");
    Outgoing other = new Outgoing("", "{\"a\":1}", Long.MAX_VALUE);
    CoderLaws.check(OutgoingCoder.of(), message, other);
    Parcel parcel = new Parcel("l", 3, 300, List.of(message));
    stored(ParcelCoder.of(), parcel, "026c 03 ac02 01 03c3a9 037b7d 03");
    CoderLaws.check(ParcelCoder.of(), parcel, new Parcel("", 0, 0, List.of(other, message)));
  }

  @Test
  public void theIdOfARejectedRecordIsWhatAndWhereItIs() {
    Position position = new Position("a.csv", 2);
    Rejected record = new Rejected("read", "r", "m", null, "crm", position, "{}", 1_000, 1);
    assertEquals("e0411005a47d12a7e152f5be4c587af6", record.id());
    assertEquals(
        record.id(), new Rejected("clean", "q", "n", "f", "crm", position, "{}", 2, 2).id());
    Set<String> ids =
        Set.of(
            record.id(),
            new Rejected("read", "r", "m", null, "cr", new Position("ma.csv", 2), "{}", 1, 1).id(),
            new Rejected("read", "r", "m", null, "crm", new Position("a.csv", 3), "{}", 1, 1).id(),
            new Rejected("read", "r", "m", null, "crm", position, "{ }", 1, 1).id(),
            new Rejected("read", "r", "m", null, "crm", position, null, 1, 1).id());
    assertEquals(5, ids.size());
  }

  @Test
  public void block() throws Exception {
    Block block = Block.of(new long[] {-1, 5}, new double[] {2.5, Double.NaN, 0, -0.0});
    stored(
        BlockCoder.of(),
        block,
        "02 02 ffffffffffffffff 0000000000000005"
            + " 4004000000000000 7ff8000000000000 0000000000000000 8000000000000000");
    CoderLaws.check(BlockCoder.of(), block, Block.empty(), Block.of(new long[1], new double[3]));
  }

  private static <T> void stored(Coder<T> coder, T value, String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(CoderLaws.encode(coder, value)));
    assertEquals(value, coder.decode(new ByteArrayInputStream(bytes)));
  }
}
