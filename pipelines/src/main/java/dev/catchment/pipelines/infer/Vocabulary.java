package dev.catchment.pipelines.infer;

import java.util.Set;

/** The words by which columns are usually named: what is told by them is a guess. */
final class Vocabulary {
  /** What an id is called. */
  static final Set<String> IDS = Set.of("id", "uuid", "guid", "key", "no", "nr", "number");

  /** Columns of few values that tell a kind and no person. */
  static final Set<String> CATEGORIES =
      Set.of(
          "status",
          "state",
          "type",
          "kind",
          "category",
          "country",
          "currency",
          "channel",
          "method",
          "plan",
          "tier",
          "level",
          "platform",
          "os",
          "language",
          "segment",
          "protocol");

  private static final Set<String> WHO =
      Set.of(
          "customer",
          "client",
          "user",
          "account",
          "member",
          "person",
          "visitor",
          "contact",
          "subscriber",
          "buyer",
          "profile",
          "device",
          "cookie",
          "session",
          "anonymous",
          "household",
          "kunde",
          "kunden");

  private static final Set<String> WHO_ALONE =
      Set.of(
          "cookie",
          "idfa",
          "idfv",
          "gaid",
          "aaid",
          "adid",
          "user",
          "customer",
          "visitor",
          "device",
          "session",
          "client",
          "member",
          "kunde",
          "kundennummer");

  private static final Set<String> WHO_IN_A_WORD =
      Set.of(
          "userid",
          "customerid",
          "visitorid",
          "deviceid",
          "clientid",
          "sessionid",
          "cookieid",
          "memberid",
          "accountid",
          "anonymousid",
          "contactid");

  private static final Set<String> MESSAGE =
      Set.of(
          "id", "messageid", "eventid", "rowid", "recordid", "recid", "insertid", "uuid", "guid");

  private static final Set<String> TIME =
      Set.of("ts", "day", "at", "when", "datum", "zeit", "zeitpunkt", "fecha", "heure");

  private static final Set<String> TIME_STEMS =
      Set.of("time", "date", "created", "updated", "tstamp", "epoch");

  private static final Set<String> HAPPENED =
      Set.of(
          "event",
          "timestamp",
          "created",
          "occurred",
          "ordered",
          "order",
          "invoice",
          "purchase",
          "purchased",
          "collector",
          "derived",
          "transaction",
          "registered",
          "visit");

  private static final Set<String> NOT_YET_OR_LATER =
      Set.of(
          "updated",
          "update",
          "modified",
          "changed",
          "expires",
          "expiry",
          "expired",
          "end",
          "until",
          "due",
          "loaded",
          "load",
          "etl",
          "ingested",
          "processed",
          "deleted",
          "valid",
          "delivery",
          "sent",
          "shipped",
          "received",
          "refr",
          "dvce");

  private static final Set<String> EVENT =
      Set.of("event", "eventname", "eventtype", "action", "activity", "interaction");

  private static final Set<String> AMOUNT =
      Set.of(
          "amount",
          "price",
          "quantity",
          "qty",
          "count",
          "total",
          "value",
          "cost",
          "revenue",
          "sum",
          "bytes",
          "duration",
          "seconds",
          "age",
          "size",
          "weight");

  private static final Set<String> COORDINATE =
      Set.of("latitude", "longitude", "lat", "lon", "lng");

  private static final Set<String> CONSENT = Set.of("consent", "consented", "optin", "optout");

  private static final Set<String> VERSION = Set.of("version", "release", "build");

  private static final Set<String> HEADER =
      Set.of("name", "city", "address", "email", "phone", "value", "title", "description", "url");

  private Vocabulary() {}

  static boolean speaksOfTime(ColumnName name) {
    return name.has(TIME) || name.begins(TIME_STEMS);
  }

  /** How well a name tells when the thing itself happened: the higher the better. */
  static int rankAsTime(ColumnName name) {
    int rank = (speaksOfTime(name) ? 2 : 0) + (name.has(HAPPENED) ? 1 : 0);
    return name.has(NOT_YET_OR_LATER) ? rank - 4 : rank;
  }

  /** Whether a name is that of the id of a person or device. */
  static boolean isWho(ColumnName name) {
    return name.is(WHO_ALONE) || name.has(WHO_IN_A_WORD) || (name.has(WHO) && name.ends(IDS));
  }

  /** Whether a name is that of the id of a message or row. */
  static boolean isMessage(ColumnName name) {
    return name.is(MESSAGE);
  }

  /** Whether a name is that of what happened. */
  static boolean isEvent(ColumnName name) {
    return name.is(EVENT);
  }

  /** Whether a name is that of an amount, which is hardly below 0. */
  static boolean isAmount(ColumnName name) {
    return name.has(AMOUNT);
  }

  /** Whether a name speaks of consent. */
  static boolean isConsent(ColumnName name) {
    return name.has(CONSENT) || name.is(CONSENT);
  }

  /** Whether a name is that of a version, whose points are no decimal points. */
  static boolean isVersion(ColumnName name) {
    return name.has(VERSION);
  }

  /** Whether a name is that of a coordinate of a place. */
  static boolean isCoordinate(ColumnName name) {
    return name.has(COORDINATE);
  }

  /** Whether a text is known as a name of a column, and is hardly a value. */
  static boolean isHeader(String text) {
    ColumnName name = ColumnName.of(text, true);
    return text.matches("[\\p{L}][\\p{L}\\d]*(_[\\p{L}\\d]+)+|\\p{Ll}+(\\p{Lu}\\p{Ll}+)+")
        || speaksOfTime(name)
        || isWho(name)
        || isMessage(name)
        || isEvent(name)
        || name.ends(IDS)
        || name.is(CATEGORIES)
        || name.is(HEADER);
  }
}
