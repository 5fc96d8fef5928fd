package dev.catchment.pipelines;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
 */
record Option(
    String name, Class<?> type, String description, String defaultText, boolean required) {

  /** The options of an interface and those that it extends, except Beam's own, by name. */
  static List<Option> of(Class<? extends PipelineOptions> options) {
    return getters(options)
        .filter(method -> !method.getDeclaringClass().getName().startsWith("org.apache.beam."))
        .map(Option::of)
        .sorted(
            Comparator.comparing((Option option) -> !option.required).thenComparing(Option::name))
        .toList();
  }

  /** The options of an interface and those that it extends, Beam's own too. */
  static List<Option> ofAll(Class<? extends PipelineOptions> options) {
    return getters(options).map(Option::of).toList();
  }

  private static Stream<Method> getters(Class<? extends PipelineOptions> options) {
    return Arrays.stream(options.getMethods())
        .filter(method -> method.getParameterCount() == 0 && !method.isDefault())
        .filter(method -> method.getName().matches("(get|is)[A-Z].*"));
  }

  private static Option of(Method getter) {
    Description description = getter.getAnnotation(Description.class);
    return new Option(
        propertyName(getter),
        getter.getReturnType(),
        description == null ? "" : description.value(),
        defaultText(getter),
        getter.isAnnotationPresent(Validation.Required.class));
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

  /** What its value must look like. */
  String placeholder() {
    if (type == boolean.class || type == Boolean.class) {
      return "true|false";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "N";
    }
    return type == double.class || type == Double.class ? "X" : "TEXT";
  }

  /** Whether it may be given more than once. */
  boolean takesMany() {
    return Collection.class.isAssignableFrom(type) || type.isArray();
  }

  /** Whether a text can be its value. */
  boolean accepts(String text) {
    return switch (placeholder()) {
      case "true|false" -> text.equals("true") || text.equals("false");
      case "N" -> text.matches("[+-]?\\d{1,19}") && fits(new BigInteger(text));
      case "X" -> text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
      default -> true;
    };
  }

  private boolean fits(BigInteger value) {
    return value.bitLength()
        < (type == long.class || type == Long.class ? Long.SIZE : Integer.SIZE);
  }
}
