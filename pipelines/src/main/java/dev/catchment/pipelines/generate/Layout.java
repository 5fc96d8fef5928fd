package dev.catchment.pipelines.generate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a world, each with a number: kind, day and part. A world of more than 20,000 people
 * has several parts of each file, {@code orders-00003-of-00100.csv}; a smaller one has one, {@code
 * orders.csv}.
 */
final class Layout implements Serializable {
  /** The kinds of file, sources first. */
  enum Kind {
    WEB("web/%s%s.jsonl.gz", null, true),
    APP("app/%s%s.jsonl", null, true),
    ORDERS(
        "orders/orders%s.csv",
        "line_id,order_id,order_time,customer_id,email,product,product_name,quantity,unit_price,"
            + "currency,channel",
        false),
    CRM(
        "crm/customers%s.csv",
        "customer_id,full_name,email,phone,city,birth_year,signup_date,consent,exported_at", false),
    PEOPLE("truth/people%s.csv", "person_id,segment,customer_id", false),
    IDENTIFIERS("truth/identifiers%s.csv", "person_id,namespace,value,shared,component", false),
    RAW_VALUES("truth/raw_values%s.csv", "person_id,kind,value", false),
    BAD_RECORDS("truth/bad_records%s.csv", "file,line,reason,outcome", false);

    private final String pattern;
    private final String header;
    private final boolean daily;

    Kind(String pattern, String header, boolean daily) {
      this.pattern = pattern;
      this.header = header;
      this.daily = daily;
    }

    /** The header line, or null where the file has none. */
    String header() {
      return header;
    }
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  private final WorldSpec spec;

  Layout(WorldSpec spec) {
    this.spec = spec;
  }

  /** The file of a kind that a record of a person belongs to when it arrives at a time. */
  int file(Kind kind, long arrival, int index) {
    return number(kind, kind.daily ? spec.day(arrival) : 0, spec.part(index));
  }

  /** The file that lists the bad records of a file. */
  int badRecordsOf(int file) {
    return number(Kind.BAD_RECORDS, 0, file % spec.parts());
  }

  Kind kind(int file) {
    return KINDS.get(file / spec.parts() / spec.days());
  }

  /** The path inside the world. */
  String path(int file) {
    Kind kind = kind(file);
    String part =
        spec.parts() == 1
            ? ""
            : String.format("-%05d-of-%05d", file % spec.parts() + 1, spec.parts());
    int day = file / spec.parts() % spec.days();
    return kind.daily
        ? String.format(kind.pattern, spec.start().plusDays(day), part)
        : String.format(kind.pattern, part);
  }

  /**
   * The files of records and truth that have a header and so exist in every world, however small.
   * The list of bad records is not among them: internal visitors see to it that it is never empty.
   */
  List<Integer> filesWithHeader() {
    List<Integer> files = new ArrayList<>();
    for (Kind kind : KINDS) {
      boolean wanted = kind.header != null && kind != Kind.BAD_RECORDS;
      for (int part = 0; wanted && part < spec.parts(); part++) {
        files.add(number(kind, 0, part));
      }
    }
    return files;
  }

  private int number(Kind kind, int day, int part) {
    return (KINDS.indexOf(kind) * spec.days() + day) * spec.parts() + part;
  }
}
