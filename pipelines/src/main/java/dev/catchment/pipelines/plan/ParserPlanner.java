package dev.catchment.pipelines.plan;

import dev.catchment.clean.TextParser;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Part;
import dev.catchment.pipelines.config.ConfigFile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Turns what a value says of how its text is written into a {@link TextParser}. */
final class ParserPlanner {
  private final ConfigFile file;
  private final String source;
  private final Part part;
  private final FieldType type;
  private final String[] path;

  /**
   * A planner.
   *
   * @param source the name of the source
   * @param type the type of the value
   * @param path where it stands below the source
   */
  ParserPlanner(ConfigFile file, String source, Part part, FieldType type, String... path) {
    this.file = file;
    this.source = source;
    this.part = part;
    this.type = type;
    this.path = path;
  }

  /** What reads the texts of the columns. */
  TextParser plan() {
    boolean isTime = !part.pattern().isEmpty() || part.zone() != null || part.unit() != null;
    boolean isNumber = part.decimal() != null || part.money() != null;
    if (!part.values().isEmpty()) {
      if (isTime || isNumber) {
        throw problem("values says what each text means; leave out how numbers and times look");
      }
      return codes();
    }
    if (part.money() != null) {
      return money();
    }
    if (part.decimal() != null && !type.isNumeric()) {
      throw problem("decimal needs the type integer or decimal, or money");
    }
    if (isTime && type != FieldType.TIMESTAMP) {
      throw problem("pattern, zone and unit need the type timestamp");
    }
    if (part.decimal() != null) {
      return TextParser.ofGrouped(type, mark());
    }
    return isTime ? time() : TextParser.of(type);
  }

  /** What reads a value that the configuration itself states. */
  TextParser plain() {
    return type == FieldType.TIMESTAMP ? TextParser.ofIso(zone()) : TextParser.of(type);
  }

  private TextParser codes() {
    part.values()
        .forEach(
            (code, meaning) -> {
              try {
                plain().parse(meaning);
              } catch (IllegalArgumentException | DateTimeException e) {
                throw problem("what %s means cannot be read as %s".formatted(code, plain()));
              }
            });
    return TextParser.ofCodes(part.values(), plain());
  }

  private TextParser money() {
    boolean isAmount = part.money().equals("amount");
    if (type != (isAmount ? FieldType.DECIMAL : FieldType.STRING)) {
      throw problem(
          isAmount
              ? "money: amount needs the type decimal"
              : "money: currency is a text; leave out the type");
    }
    if (!isAmount && part.decimal() != null) {
      throw problem("decimal is for the amount; the currency needs none");
    }
    return isAmount ? TextParser.ofAmount(mark()) : TextParser.ofCurrency();
  }

  private char mark() {
    return part.decimal() == null ? '.' : part.decimal().charAt(0);
  }

  private TextParser time() {
    if (part.unit() != null) {
      if (!part.pattern().isEmpty() || part.zone() != null) {
        throw problem("a count since 1970 has no pattern and no zone");
      }
      return TextParser.ofEpoch(part.unit().equals("seconds") ? 1000 : 1);
    }
    try {
      return part.pattern().isEmpty()
          ? TextParser.ofIso(zone())
          : TextParser.ofPatterns(part.pattern(), zone());
    } catch (IllegalArgumentException e) {
      throw problem(e.getMessage());
    }
  }

  private ZoneId zone() {
    if (part.zone() == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(part.zone());
    } catch (DateTimeException e) {
      throw problem(
          "there is no time zone %s%s"
              .formatted(part.zone(), Nearest.hint(part.zone(), ZoneId.getAvailableZoneIds())));
    }
  }

  private UsageException problem(String message) {
    return file.problemOf(source, message, path);
  }
}
