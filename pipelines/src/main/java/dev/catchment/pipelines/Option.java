package dev.catchment.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * One option of a job, read from its {@link PipelineOptions} interface.
 *
 * @param name the name without dashes
 * @param type the class of its value
 * @param description what it does
 * @param defaultText the default as text, or empty
 * @param required whether the job cannot start without it
 * @param parameter what else is known of it; nothing of Beam's own options
 */
public record Option(
    String name,
    Class<?> type,
    String description,
    String defaultText,
    boolean required,
    Optional<Parameter> parameter) {
  private static final Comparator<Option> ORDER =
      Comparator.comparing(Option::group)
          .thenComparing(option -> !option.required)
          .thenComparing(Option::name);

  /**
   * The options of an interface and those that it extends, except Beam's own, in the order in which
   * they are shown.
   */
  public static List<Option> of(Class<? extends PipelineOptions> options) {
    return getters(options)
        .filter(method -> !method.getDeclaringClass().getName().startsWith("org.apache.beam."))
        .map(Option::of)
        .sorted(ORDER)
        .toList();
  }

  /** The options of an interface and those that it extends, Beam's own too. */
  public static List<Option> ofAll(Class<? extends PipelineOptions> options) {
    return getters(options).map(Option::of).toList();
  }

  private static Stream<Method> getters(Class<? extends PipelineOptions> options) {
    return Arrays.stream(options.getMethods())
        .filter(method -> method.getParameterCount() == 0 && !method.isDefault())
        .filter(method -> method.getName().matches("(get|is)[A-Z].*"))
        .filter(
            method ->
                method.getDeclaringClass() != ArgumentsOptions.class
                    || !method.isAnnotationPresent(JsonIgnore.class));
  }

  private static Option of(Method getter) {
    Description description = getter.getAnnotation(Description.class);
    return new Option(
        propertyName(getter),
        getter.getReturnType(),
        description == null ? "" : description.value(),
        defaultText(getter),
        getter.isAnnotationPresent(Validation.Required.class),
        Optional.ofNullable(getter.getAnnotation(Parameter.class)));
  }

  private static String propertyName(Method getter) {
    String bare = getter.getName().replaceFirst("^(get|is)", "");
    return Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }

  private static String defaultText(Method getter) {
    for (Annotation annotation : getter.getAnnotations()) {
      if (annotation.annotationType().getEnclosingClass() == Default.class) {
        try {
          return annotation.annotationType().getMethod("value").invoke(annotation).toString();
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("no value of " + annotation, e);
        }
      }
    }
    return "";
  }

  /** With which others it is shown. */
  public Parameter.Group group() {
    return parameter.map(Parameter::group).orElse(Parameter.Group.INPUT);
  }

  /** A value that is right, or empty. */
  public String example() {
    return parameter.map(Parameter::example).orElse("");
  }

  /** Whether a template has it as a parameter. */
  public boolean inTemplate() {
    return parameter.map(Parameter::inTemplate).orElse(true);
  }

  /** The name of the required option that is not needed where this one is given, or empty. */
  public String insteadOf() {
    return parameter.map(Parameter::insteadOf).orElse("");
  }

  /** The values to choose from, or none. */
  public List<Parameter.Choice> values() {
    return parameter.map(known -> List.of(known.values())).orElse(List.of());
  }

  /** Whether its value is true or false. */
  public boolean isFlag() {
    return type == boolean.class || type == Boolean.class;
  }

  /** Whether its value is a number. */
  public boolean isNumber() {
    return isWhole() || type == double.class || type == Double.class;
  }

  private boolean isWhole() {
    return type == int.class || type == long.class || type == Integer.class || type == Long.class;
  }

  /** Whether it may be given more than once. */
  public boolean takesMany() {
    return Collection.class.isAssignableFrom(type) || type.isArray();
  }

  /** What its value must look like, in a word. */
  public String placeholder() {
    if (isFlag()) {
      return "true|false";
    }
    if (!values().isEmpty()) {
      return values().stream().map(Parameter.Choice::value).collect(Collectors.joining("|"));
    }
    return isWhole() ? "N" : isNumber() ? "X" : "TEXT";
  }

  /** What its value must be, in words, such as {@code a whole number from 1 to 1000}. */
  public String wanted() {
    if (isFlag()) {
      return "true or false";
    }
    if (isNumber()) {
      return (isWhole() ? "a whole number" : "a number") + range();
    }
    if (!values().isEmpty()) {
      return values().stream().map(Parameter.Choice::value).collect(Collectors.joining(" or "));
    }
    String words = parameter.map(Parameter::wanted).orElse("");
    return words.isEmpty() ? "a text" : words;
  }

  private String range() {
    boolean fromBelow = min() > Double.NEGATIVE_INFINITY;
    boolean fromAbove = max() < Double.POSITIVE_INFINITY;
    if (fromBelow && fromAbove) {
      return " from %s to %s".formatted(plain(min()), plain(max()));
    }
    return fromBelow ? " of at least " + plain(min()) : fromAbove ? " up to " + plain(max()) : "";
  }

  /** The least number that it may be, or minus infinity. */
  public double min() {
    return parameter.map(Parameter::min).orElse(Double.NEGATIVE_INFINITY);
  }

  /** The greatest number that it may be, or infinity. */
  public double max() {
    return parameter.map(Parameter::max).orElse(Double.POSITIVE_INFINITY);
  }

  /** A number as people write it: {@code 20000000}, {@code 0.5}. */
  public static String plain(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    return exact.toPlainString();
  }

  /** Whether a text can be its value; the values of a list are separated by commas. */
  public boolean accepts(String text) {
    if (isFlag()) {
      return text.equals("true") || text.equals("false");
    }
    if (isWhole()) {
      return text.matches("[+-]?\\d{1,19}") && fits(new BigInteger(text)) && inRange(text);
    }
    if (isNumber()) {
      return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?") && inRange(text);
    }
    return takesMany()
        ? Arrays.stream(text.split(",", -1)).allMatch(this::acceptsOne)
        : acceptsOne(text);
  }

  private boolean acceptsOne(String text) {
    String regex = parameter.map(Parameter::regex).orElse("");
    return (regex.isEmpty() || text.matches(regex))
        && (values().isEmpty()
            || values().stream().anyMatch(choice -> choice.value().equals(text)));
  }

  private boolean inRange(String text) {
    double value = Double.parseDouble(text);
    return value >= min() && value <= max();
  }

  private boolean fits(BigInteger value) {
    return value.bitLength()
        < (type == long.class || type == Long.class ? Long.SIZE : Integer.SIZE);
  }

  /** What is wrong with a value that is not accepted, and how to put it right. */
  public String advice() {
    return "%s is wanted%s. %s"
        .formatted(wanted(), example().isEmpty() ? "" : ", such as " + example(), description);
  }
}
