package dev.catchment.cluster;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The fields of an object in a stored model; a wrong one is refused with its name. */
final class JsonFields {
  private final JsonNode json;
  private final String where;
  private final String path;

  /**
   * The fields of an object.
   *
   * @param where the file, for messages
   * @param path what stands before the name of a field in messages, such as {@code encoding[2].}
   */
  JsonFields(JsonNode json, String where, String path) {
    this.json = json;
    this.where = where;
    this.path = path;
  }

  static InvalidModelException invalid(String where, String field, String problem) {
    return new InvalidModelException(
        where + ": field '" + field + "' " + problem + "; train the model again");
  }

  InvalidModelException invalid(String name, String problem) {
    return invalid(where, path + name, problem);
  }

  boolean has(String name) {
    return json.has(name);
  }

  private JsonNode field(String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw invalid(name, "is missing");
    }
    return value;
  }

  String text(String name) {
    return text(field(name), name);
  }

  private String text(JsonNode value, String name) {
    if (!value.isTextual()) {
      throw invalid(name, "holds something else than a text");
    }
    return value.textValue();
  }

  /** The value of an enumeration whose text is in a field. */
  <E> E constant(String name, E[] values, Function<E, String> text) {
    String wanted = text(name);
    return Arrays.stream(values)
        .filter(value -> text.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    name, "is none of " + Arrays.stream(values).map(text).collect(joining(", "))));
  }

  boolean flag(String name) {
    if (!field(name).isBoolean()) {
      throw invalid(name, "is neither true nor false");
    }
    return field(name).booleanValue();
  }

  double number(String name) {
    return number(field(name), name);
  }

  double number(JsonNode value, String name) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw invalid(name, "holds something else than a finite number");
    }
    return value.doubleValue();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    list(name).forEach(value -> texts.add(text(value, name)));
    return texts;
  }

  double[] numbers(String name) {
    JsonNode list = list(name);
    double[] numbers = new double[list.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = number(list.get(index), name);
    }
    return numbers;
  }

  JsonNode object(String name) {
    if (!field(name).isObject()) {
      throw invalid(name, "is not an object");
    }
    return field(name);
  }

  private JsonNode list(String name) {
    if (!field(name).isArray()) {
      throw invalid(name, "is not a list");
    }
    return field(name);
  }
}
