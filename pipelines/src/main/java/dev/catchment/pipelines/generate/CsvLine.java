package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A record of a comma-separated source, by RFC 4180. */
final class CsvLine implements Row {
  /** Which column of a source holds what; -1 for none. */
  record Shape(int id, int orderId, int time, int email, int quantity, int price, int text) {}

  static final Shape ORDER = new Shape(0, 1, 2, 4, 7, 8, 6);
  static final Shape CUSTOMER = new Shape(0, -1, 8, 2, -1, -1, 1);

  private final Shape shape;
  private final String[] columns;

  /** A row of these fields, which change when it is broken. */
  CsvLine(Shape shape, String... columns) {
    this.shape = shape;
    this.columns = columns.clone();
  }

  @Override
  public byte[] bytes() {
    return line(columns).getBytes(StandardCharsets.UTF_8);
  }

  /** Fields joined by commas, in quotes where they need them. */
  static String line(String... fields) {
    return String.join(",", quoted(fields));
  }

  private static String[] quoted(String... fields) {
    return Arrays.stream(fields).map(CsvLine::quoted).toArray(String[]::new);
  }

  private static String quoted(String field) {
    boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  @Override
  public List<Defect> possibleDefects() {
    List<Defect> defects =
        new ArrayList<>(
            List.of(
                Defect.WRONG_NUMBER_OF_FIELDS,
                Defect.BROKEN_QUOTE,
                Defect.INVALID_UTF8,
                Defect.INVALID_TIMESTAMP,
                Defect.MISSING_MESSAGE_ID,
                Defect.MISSING_TIMESTAMP));
    if (shape.orderId >= 0) {
      defects.add(Defect.MISSING_ORDER_ID);
    }
    if (shape.price >= 0) {
      defects.add(Defect.UNIT_PRICE_OUT_OF_RANGE);
      defects.add(Defect.QUANTITY_OUT_OF_RANGE);
    }
    if (email() != null) {
      defects.add(Defect.INVALID_EMAIL);
    }
    return defects;
  }

  @Override
  public byte[] broken(Defect defect, Draws draws) {
    switch (defect) {
      case WRONG_NUMBER_OF_FIELDS -> {
        return wrongNumberOfFields(draws).getBytes(StandardCharsets.UTF_8);
      }
      case BROKEN_QUOTE -> {
        String[] fields = quoted(columns);
        String opened = '"' + columns[shape.text].replace("\"", "");
        fields[shape.text] = draws.chance(0.5) ? opened : opened + "\" x";
        return String.join(",", fields).getBytes(StandardCharsets.UTF_8);
      }
      case INVALID_UTF8 -> {
        return BrokenBytes.after(bytes(), 1);
      }
      case INVALID_TIMESTAMP ->
          columns[shape.time] = draws.chance(0.5) ? "2026-13-45 99:00:00" : "n/a";
      case MISSING_MESSAGE_ID -> columns[shape.id] = "";
      case MISSING_TIMESTAMP -> columns[shape.time] = "";
      case MISSING_ORDER_ID -> columns[shape.orderId] = "";
      case UNIT_PRICE_OUT_OF_RANGE -> columns[shape.price] = outOfRange(draws);
      case QUANTITY_OUT_OF_RANGE -> columns[shape.quantity] = outOfRange(draws);
      case INVALID_EMAIL -> columns[shape.email] = Typing.brokenEmail(email(), draws);
      default -> throw new IllegalArgumentException(defect.toString());
    }
    return bytes();
  }

  private static String outOfRange(Draws draws) {
    return draws.chance(0.5) ? "-4" : "99999999";
  }

  private String wrongNumberOfFields(Draws draws) {
    String line = line(columns);
    return draws.chance(0.5)
        ? line + ",," + columns[shape.id]
        : line.substring(0, line.lastIndexOf(','));
  }

  @Override
  public String email() {
    return columns[shape.email].isEmpty() ? null : columns[shape.email];
  }

  @Override
  public byte[] deliveredAgain(long time) {
    return bytes();
  }
}
