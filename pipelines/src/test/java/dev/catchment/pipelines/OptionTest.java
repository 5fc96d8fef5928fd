package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;
import org.junit.Test;

public class OptionTest {
  /** One option of each kind. */
  public interface Kinds extends PipelineOptions {
    @Description("How many.")
    @Default.Integer(3)
    int getCount();

    void setCount(int value);

    @Description("How large.")
    Long getSize();

    void setSize(Long value);

    @Description("How much.")
    double getShare();

    void setShare(double value);

    @Description("Whether at all.")
    boolean isWanted();

    void setWanted(boolean value);

    @Description("Which ones.")
    List<String> getNames();

    void setNames(List<String> value);

    @Description("Where to.")
    @Validation.Required
    String getTarget();

    void setTarget(String value);
  }

  private static final Map<String, Option> OPTIONS =
      Option.of(Kinds.class).stream().collect(Collectors.toMap(Option::name, Function.identity()));

  @Test
  public void theRequiredOnesComeFirstThenByName() {
    assertEquals(
        List.of("target", "count", "names", "share", "size", "wanted"),
        Option.of(Kinds.class).stream().map(Option::name).toList());
  }

  @Test
  public void beamsOwnOptionsAreKnownToo() {
    List<String> all = Option.ofAll(Kinds.class).stream().map(Option::name).toList();
    assertTrue(all.toString(), all.containsAll(List.of("runner", "tempLocation", "count")));
  }

  @Test
  public void describesThem() {
    Option count = OPTIONS.get("count");
    assertEquals("How many.", count.description());
    assertEquals("3", count.defaultText());
    assertFalse(count.required());
    assertTrue(OPTIONS.get("target").required());
    assertEquals("", OPTIONS.get("target").defaultText());
    assertTrue(OPTIONS.get("names").takesMany());
    assertFalse(OPTIONS.get("target").takesMany());
  }

  @Test
  public void acceptsWhatBeamCanRead() {
    assertAccepts(
        "count", "N", List.of("0", "-3", "2147483647"), List.of("x", "1.0", "2147483648"));
    assertAccepts(
        "size",
        "N",
        List.of("9223372036854775807", "+1"),
        List.of("9223372036854775808", "1e3", ""));
    assertAccepts("share", "X", List.of("0.5", ".5", "1", "1e-3"), List.of("NaN", "1,5", "0x1"));
    assertAccepts("wanted", "true|false", List.of("true", "false"), List.of("yes", "True"));
    assertAccepts("names", "TEXT", List.of("a,b", "ä"), List.of());
  }

  private static void assertAccepts(
      String name, String placeholder, List<String> right, List<String> wrong) {
    Option option = OPTIONS.get(name);
    assertEquals(placeholder, option.placeholder());
    right.forEach(text -> assertTrue(name + "=" + text, option.accepts(text)));
    wrong.forEach(text -> assertFalse(name + "=" + text, option.accepts(text)));
  }
}
