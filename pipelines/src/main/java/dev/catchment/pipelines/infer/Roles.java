package dev.catchment.pipelines.infer;

import dev.catchment.model.Event;
import dev.catchment.protect.PersonalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which part of an event each column is proposed to be.
 *
 * @param messageId the column of the message id, or empty
 * @param nearlyId a column that would be that of the message id but for a few repeats, or empty
 * @param timestamp the column of the event time, or empty
 * @param type the column of the kind of call, or empty
 * @param event the column of what happened, or empty
 * @param identifiers the columns that name persons and devices, by namespace
 * @param fields the columns that are kept as they are
 * @param isPeople whether a record describes a person and is nothing that happened
 */
record Roles(
    Optional<Column> messageId,
    Optional<Column> nearlyId,
    Optional<Column> timestamp,
    Optional<Column> type,
    Optional<Column> event,
    Map<String, Column> identifiers,
    List<Column> fields,
    boolean isPeople) {
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Set<String> TYPES =
      Arrays.stream(Event.Type.values())
          .map(Event.Type::wireName)
          .collect(Collectors.toUnmodifiableSet());
  private static final double MOST = 0.95;
  private static final int MOST_EVENTS = 100;
  private static final int BY_NAME = 3;

  static Roles of(List<Column> all, boolean isAccessLog) {
    List<Column> columns = all.stream().filter(column -> !column.isEmpty()).toList();
    Optional<Column> messageId =
        best(columns, column -> isId(column) && column.isUnique(), Roles::rankAsId);
    Optional<Column> nearlyId =
        best(columns, column -> isId(column) && column.isNearlyUnique(), Roles::rankAsId);
    Optional<Column> timestamp = best(columns, Roles::isTime, Roles::rankAsTime);
    Optional<Column> type = best(columns, Roles::isType, column -> 0);
    Optional<Column> event = best(columns, Roles::isEvent, column -> 0);
    Map<String, Column> identifiers = identifiers(columns, isAccessLog);
    List<Column> fields = new ArrayList<>(columns);
    fields.removeAll(identifiers.values());
    List.of(messageId, timestamp, type, event).forEach(part -> part.ifPresent(fields::remove));
    fields.removeIf(column -> column.personal().isPresent());
    boolean hasPerson = columns.stream().anyMatch(column -> column.personal().isPresent());
    boolean isOfOne = messageId.filter(id -> Vocabulary.isWho(id.words())).isPresent();
    boolean isPeople =
        !isAccessLog && type.isEmpty() && hasPerson && (isOfOne || timestamp.isEmpty());
    return new Roles(messageId, nearlyId, timestamp, type, event, identifiers, fields, isPeople);
  }

  private static Optional<Column> best(
      List<Column> columns, Predicate<Column> test, ToIntFunction<Column> rank) {
    // Of several that rank the same the first counts, which max would not give.
    return columns.stream()
        .filter(test)
        .sorted(Comparator.comparingInt(rank).reversed())
        .findFirst();
  }

  private static boolean isId(Column column) {
    boolean isNamed =
        column.words().ends(Vocabulary.IDS)
            || Vocabulary.isWho(column.words())
            || Vocabulary.isMessage(column.words());
    return column.personal().isEmpty()
        && column.times().isEmpty()
        && column.type() != ValueType.DECIMAL
        && (isNamed || isUuid(column));
  }

  private static boolean isUuid(Column column) {
    return column.values().stream().allMatch(text -> UUID.matcher(text).matches());
  }

  private static int rankAsId(Column column) {
    if (Vocabulary.isMessage(column.words())) {
      return BY_NAME;
    }
    return Vocabulary.isWho(column.words()) ? 1 : 2;
  }

  private static boolean isTime(Column column) {
    return column.personal().isEmpty()
        && column.times().isPresent()
        && column.times().get().readable() >= Times.SHARE * column.records();
  }

  private static int rankAsTime(Column column) {
    Times times = column.times().orElseThrow();
    return Vocabulary.rankAsTime(column.words())
        + (times.readable() == column.records() ? 1 : 0)
        + (times.tellsTime() ? 1 : 0)
        + (column.distinct() > 1 ? 1 : 0);
  }

  /** Whether a column holds the calls of the Segment specification. */
  private static boolean isType(Column column) {
    return column.words().is(Set.of("type"))
        && column.values().stream().filter(TYPES::contains).count() >= MOST * column.records();
  }

  private static boolean isEvent(Column column) {
    return Vocabulary.isEvent(column.words())
        && column.personal().isEmpty()
        && column.type() == ValueType.TEXT
        && column.distinct() <= MOST_EVENTS;
  }

  private static Map<String, Column> identifiers(List<Column> columns, boolean isAccessLog) {
    Map<String, Column> identifiers = new LinkedHashMap<>();
    for (Column column : columns) {
      if (isAccessLog && column.name().equals("host")) {
        put("address", column, identifiers);
      } else if (column.personal().isEmpty() && Vocabulary.isWho(column.words())) {
        put(namespace(column), column, identifiers);
      } else if (column.personal().isPresent()) {
        putPersonal(column, column.personal().get().kind(), identifiers);
      }
    }
    return identifiers;
  }

  private static void putPersonal(
      Column column, PersonalKind kind, Map<String, Column> identifiers) {
    if (Set.of(PersonalKind.EMAIL, PersonalKind.PHONE).contains(kind)) {
      put(
          identifiers.containsKey(kind.configName())
              ? ColumnName.plain(column.name())
              : kind.configName(),
          column,
          identifiers);
    } else if (Vocabulary.isWho(column.words())) {
      put(namespace(column), column, identifiers);
    }
  }

  private static String namespace(Column column) {
    return ColumnName.plain(column.words().without(Vocabulary.IDS));
  }

  private static void put(String namespace, Column column, Map<String, Column> identifiers) {
    String free = namespace;
    for (int number = 2; identifiers.containsKey(free); number++) {
      free = namespace + "_" + number;
    }
    identifiers.put(free, column);
  }
}
