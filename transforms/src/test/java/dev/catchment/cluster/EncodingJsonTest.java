package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.model.CoderLaws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public class EncodingJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final FeatureEncoding ENCODING =
      FeatureEncoding.of(
          List.of(
              ColumnEncoding.identity("orders"),
              new ColumnEncoding(
                  "revenue", 0.5, Missing.MEDIAN, 12.5, new NumberEncoder.Logarithm()),
              new ColumnEncoding(
                  "recency",
                  1,
                  Missing.DROP,
                  Double.NaN,
                  QuantileEncoder.ofQuantiles(0, 1e-17, 30)),
              new ColumnEncoding(
                  "country",
                  2,
                  Missing.MEDIAN,
                  Double.NaN,
                  OneHotEncoder.of(List.of("DE", "FR"), true)),
              new ColumnEncoding(
                  "city",
                  1,
                  Missing.MEAN,
                  Double.NaN,
                  FrequencyEncoder.of(Map.of("Bonn", 0.25, "Köln", 0.5)))));

  private static final String TEXT =
      """
      [{"column":"orders","kind":"number","weight":1.0,"missing":"mean"},
      {"column":"revenue","kind":"log","weight":0.5,"missing":"median","median":12.5},
      {"column":"recency","kind":"quantile","weight":1.0,"missing":"drop",
      "quantiles":[0.0,1.0E-17,30.0]},
      {"column":"country","kind":"oneHot","weight":2.0,"missing":"median",
      "categories":["DE","FR"],"other":true},
      {"column":"city","kind":"frequency","weight":1.0,"missing":"mean",
      "shares":{"Köln":0.5,"Bonn":0.25}}]
      """
          .replace("\n", "");

  @Test
  public void writesTheDocumentedText() {
    assertEquals(TEXT, EncodingJson.write(ENCODING).toString());
  }

  @Test
  public void readsWhatItWrote() throws Exception {
    assertEquals(ENCODING, read(TEXT));
    assertEquals(ENCODING, SerializableUtils.clone(ENCODING));
  }

  @Test
  public void keepsItsBytes() throws Exception {
    FeatureEncoding one = FeatureEncoding.identity(List.of("é"));
    String text = "[{\"column\":\"é\",\"kind\":\"number\",\"weight\":1.0,\"missing\":\"mean\"}]";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] coded = CoderLaws.encode(FeatureEncodingCoder.of(), one);
    assertEquals(bytes.length + 1, coded[0]);
    assertEquals(text, new String(coded, 1, bytes.length, StandardCharsets.UTF_8));
    CoderLaws.check(FeatureEncodingCoder.of(), one, ENCODING);
  }

  @Property
  void survivesStoring(
      @ForAll @NotEmpty @UniqueElements List<String> names,
      @ForAll @Size(min = 2, max = 100)
          List<@DoubleRange(min = -1e100, max = 1e100) Double> numbers,
      @ForAll Missing missing)
      throws Exception {
    double[] sorted = numbers.stream().mapToDouble(x -> x).sorted().toArray();
    double median = missing == Missing.MEDIAN ? sorted[0] : Double.NaN;
    List<String> categories =
        names.stream().filter(name -> !name.equals(OneHotEncoder.OTHER)).toList();
    FeatureEncoding encoding =
        FeatureEncoding.of(
            List.of(
                new ColumnEncoding("a", 0.1, missing, median, QuantileEncoder.fit(sorted)),
                new ColumnEncoding("b", 7, missing, median, OneHotEncoder.of(categories, false)),
                new ColumnEncoding(
                    "c", 1 / 3.0, missing, median, FrequencyEncoder.fit(twice(names)))));
    FeatureEncoding stored = CoderUtils.clone(FeatureEncodingCoder.of(), encoding);
    assertEquals(encoding, stored);
    assertEquals(EncodingJson.write(encoding).toString(), EncodingJson.write(stored).toString());
  }

  private static CategoryCounts twice(List<String> values) {
    return CategoryCounts.of(
        values.stream().flatMap(value -> List.of(value, value).stream()).toList());
  }

  @Test
  public void refusesWhatIsMissing() {
    Map.of(
            "column", 0,
            "kind", 0,
            "weight", 0,
            "missing", 0,
            "quantiles", 2,
            "categories", 3,
            "other", 3,
            "shares", 4)
        .forEach(
            (name, column) ->
                assertRefused(
                    "\"" + name + "\":",
                    "\"x\":",
                    "encoding[" + column + "]." + name + "' is missing"));
  }

  @Test
  public void refusesWrongValues() {
    assertRefused("\"orders\"", "3", "encoding[0].column' holds something else than a text");
    assertRefused(
        "\"log\"",
        "\"ln\"",
        "encoding[1].kind' is none of number, log, quantile, oneHot, frequency");
    assertRefused("\"drop\"", "\"zero\"", "encoding[2].missing' is none of mean, median, drop");
    assertRefused("0.5,\"missing", "0,\"missing", "encoding[1].weight' is not positive");
    assertRefused("12.5", "1e999", "encoding[1].median' holds something else than a finite number");
    assertRefused(
        "30.0", "-30.0", "encoding[2].quantiles' is not an ascending list of none or 2 to 100");
    assertRefused(
        "30.0", "null", "encoding[2].quantiles' holds something else than a finite number");
    assertRefused("[\"DE\",\"FR\"]", "{}", "encoding[3].categories' is not a list");
    assertRefused("\"FR\"", "\"DE\"", "encoding[3].categories' holds a category twice, or 'other'");
    assertRefused("true", "1", "encoding[3].other' is neither true nor false");
    assertRefused("0.25", "1.25", "encoding[4].shares' holds a number that is not from 0 to 1");
    assertRefused("{\"Köln\":0.5,\"Bonn\":0.25}", "[]", "encoding[4].shares' is not an object");
    assertRefused("\"city\"", "\"orders\"", "encoding' holds a column twice");
    assertRefused("\"city\"", "\"country=DE\"", "encoding' makes a feature twice");
    assertRefused(TEXT, "[]", "encoding' makes no feature");
    assertRefused(TEXT, "{}", "encoding' is not a list");
    assertRefused(TEXT, "[3]", "encoding[0].column' is missing");
  }

  private static void assertRefused(String part, String replacement, String problem) {
    String changed = TEXT.replace(part, replacement);
    InvalidModelException e = assertThrows(InvalidModelException.class, () -> read(changed));
    assertEquals("m.json: field '" + problem + "; train the model again", e.getMessage());
  }

  private static FeatureEncoding read(String text) throws JsonProcessingException {
    return EncodingJson.read(MAPPER.readTree(text), "m.json");
  }
}
