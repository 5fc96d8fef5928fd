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

    @Description("How fast.")
    @Parameter(
        label = "Speed",
        group = Parameter.Group.METHOD,
        example = "fast",
        values = {
          @Parameter.Choice(value = "fast", label = "Fast"),
          @Parameter.Choice(value = "slow", label = "Slow")
        })
    String getSpeed();

    void setSpeed(String value);

    @Description("How many days.")
    @Parameter(
        label = "Days",
        group = Parameter.Group.LIMITS,
        example = "0.5,2",
        regex = "[0-9.]+",
        wanted = "numbers of days")
    List<String> getDays();

    void setDays(List<String> value);

    @Description("How much of it.")
    @Parameter(label = "Part", group = Parameter.Group.METHOD, example = "0.5", min = 0, max = 1)
    double getPart();

    void setPart(double value);

    @Description("Where to.")
    @Validation.Required
    String getTarget();

    void setTarget(String value);
  }

  private static final Map<String, Option> OPTIONS =
      Option.of(Kinds.class).stream().collect(Collectors.toMap(Option::name, Function.identity()));

  @Test
  public void theyAreInGroupsTheRequiredOnesFirstThenByName() {
    assertEquals(
        List.of("target", "count", "names", "share", "size", "wanted", "part", "speed", "days"),
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
  public void saysWhatIsWanted() {
    assertEquals("a whole number", OPTIONS.get("count").wanted());
    assertEquals("a number", OPTIONS.get("share").wanted());
    assertEquals("a number from 0 to 1", OPTIONS.get("part").wanted());
    assertEquals("true or false", OPTIONS.get("wanted").wanted());
    assertEquals("fast or slow", OPTIONS.get("speed").wanted());
    assertEquals("a text", OPTIONS.get("target").wanted());
    assertEquals(
        "numbers of days is wanted, such as 0.5,2. How many days.", OPTIONS.get("days").advice());
    assertEquals("20000000", Option.plain(2e7));
  }

  @Test
  public void everyOptionOfEveryJobSaysWhatAPersonNeedsToKnow() {
    for (Job<?> job : Catchment.jobs()) {
      for (Option option : Option.of(job.options())) {
        String name = job.name() + " --" + option.name();
        Parameter parameter =
            option.parameter().orElseThrow(() -> new AssertionError(name + " has no @Parameter"));
        assertTrue(name + ": label", parameter.label().matches("[A-Z].*[a-z]"));
        assertTrue(name + ": description", option.description().matches("(?s)[A-Z].*\\."));
        assertFalse(name + ": example", option.example().isEmpty());
        assertTrue(name + ": example", option.accepts(option.example()));
        assertTrue(
            name + ": default",
            option.defaultText().isEmpty() || option.accepts(option.defaultText()));
        assertEquals(
            name + ": a regex has words",
            parameter.regex().isEmpty(),
            parameter.wanted().isEmpty());
        assertTrue(
            name + ": only a number has a range",
            option.isNumber() || option.min() == Double.NEGATIVE_INFINITY);
        assertTrue(
            name + ": required without default",
            !option.required() || option.defaultText().isEmpty());
      }
    }
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
    assertAccepts("speed", "fast|slow", List.of("fast", "slow"), List.of("Fast", "fast,slow", ""));
    assertAccepts("days", "TEXT", List.of("1", "0.5,2"), List.of("1,x", "1,", ""));
    assertAccepts("part", "X", List.of("0", "1", "1e-9"), List.of("-1e-9", "1.01", "1e999"));
  }

  private static void assertAccepts(
      String name, String placeholder, List<String> right, List<String> wrong) {
    Option option = OPTIONS.get(name);
    assertEquals(placeholder, option.placeholder());
    right.forEach(text -> assertTrue(name + "=" + text, option.accepts(text)));
    wrong.forEach(text -> assertFalse(name + "=" + text, option.accepts(text)));
  }
}
