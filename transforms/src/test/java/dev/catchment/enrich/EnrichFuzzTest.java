package dev.catchment.enrich;

import static org.junit.Assert.assertTrue;

import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the columns, enriching a record ends and rejects nothing. */
class EnrichFuzzTest {
  private static final RecordEnricher ENRICHER =
      new RecordEnricher(
          new Enrichment(
              0,
              List.of("x"),
              0,
              0,
              List.of("example.com"),
              0,
              List.of("10.0.0.0/8"),
              Enrichment.COLUMNS));

  @Property(tries = 2_000)
  void anyTextWillDo(@ForAll("texts") String text) {
    RawRecord record = ENRICHER.enrich(RawRecord.of("web", new Position("f", 1), text));
    String host = record.column(RawRecord.DERIVED + Enrichment.COLUMNS.indexOf("referrer.host"));
    assertTrue(host == null || host.chars().noneMatch(letter -> letter <= ' ' || letter == '/'));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "http",
            "://",
            "//",
            "@",
            ":",
            "/",
            "?",
            "&",
            "=",
            "#",
            "%",
            "%2",
            "%C3%A9",
            "utm_source",
            "gclid",
            "Mozilla/5.0 (",
            "Android",
            "bot",
            ".",
            "google",
            "co.uk",
            "10.0.0.1",
            "[::1]",
            " ",
            "\u0000",
            "é",
            "😀",
            "(((",
            "\\",
            "a");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        pieces.list().ofMaxSize(40).map(list -> String.join("", list)));
  }
}
