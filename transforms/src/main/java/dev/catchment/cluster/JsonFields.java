package dev.catchment.cluster;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

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

  long integer(String name) {
    return integer(field(name), name);
  }

  private long integer(JsonNode value, String name) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid(name, "is not a whole number");
    }
    return value.longValue();
  }

  /** A whole number from 1 to the largest int. */
  int positive(String name) {
    long value = integer(name);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw invalid(name, "is " + value + ", must be at least 1");
    }
    return (int) value;
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

  /** A number, NaN for null. */
  double known(String name) {
    return known(field(name), name);
  }

  double known(JsonNode value, String name) {
    return value.isNull() ? Double.NaN : number(value, name);
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    list(name).forEach(value -> texts.add(text(value, name)));
    return texts;
  }

  double[] numbers(String name) {
    return numbers(list(name), name);
  }

  double[] numbers(String name, int size) {
    return numbers(list(name, size), name);
  }

  double[] numbers(JsonNode list, String name) {
    checkList(list, name);
    double[] numbers = new double[list.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = number(list.get(index), name);
    }
    return numbers;
  }

  double[][] matrix(String name, int rows, int columns) {
    JsonNode list = list(name, rows);
    double[][] matrix = new double[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = numbers(sized(list.get(row), name, columns), name);
    }
    return matrix;
  }

  /** Whole numbers of rows. */
  long[] counts(String name, int size) {
    return counts(field(name), name, size);
  }

  long[] counts(JsonNode list, String name, int size) {
    long[] counts = integers(list, name, size);
    if (LongStream.of(counts).anyMatch(count -> count < 0)) {
      throw invalid(name, "holds a negative number");
    }
    return counts;
  }

  long[] integers(String name, int size) {
    return integers(field(name), name, size);
  }

  private long[] integers(JsonNode list, String name, int size) {
    sized(list, name, size);
    long[] integers = new long[size];
    for (int index = 0; index < size; index++) {
      integers[index] = integer(list.get(index), name);
    }
    return integers;
  }

  JsonNode object(String name) {
    if (!field(name).isObject()) {
      throw invalid(name, "is not an object");
    }
    return field(name);
  }

  JsonNode list(String name) {
    return checkList(field(name), name);
  }

  JsonNode list(String name, int size) {
    return sized(field(name), name, size);
  }

  /** A list of a size, or an empty one. */
  JsonNode optional(String name, int size) {
    return list(name).isEmpty() ? list(name) : list(name, size);
  }

  JsonNode sized(JsonNode list, String name, int size) {
    if (checkList(list, name).size() != size) {
      throw invalid(name, "has a list of " + list.size() + " where " + size + " are expected");
    }
    return list;
  }

  private JsonNode checkList(JsonNode value, String name) {
    if (!value.isArray()) {
      throw invalid(name, "is not a list");
    }
    return value;
  }
}
