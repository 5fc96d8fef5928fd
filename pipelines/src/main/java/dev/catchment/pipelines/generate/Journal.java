package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.Layout.Kind;
import dev.catchment.pipelines.generate.Truth.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * Everything that one visitor leaves in the files: records as they arrive, sound or spoilt, and the
 * truth about them.
 *
 * <p>One record in a hundred is spoilt by one defect, two in a hundred are delivered twice, the
 * second time up to three days later. A record never has two flaws, so that its outcome is clear.
 */
final class Journal {
  private static final double DUPLICATES = 0.02;
  private static final double LATE = 0.015;
  private static final long LONGEST_DELAY = 3 * WorldSpec.DAY;

  private final WorldSpec spec;
  private final Layout layout;
  private final int index;
  private final Truth truth;
  private final Draws draws;
  private final List<KV<Integer, Line>> lines = new ArrayList<>();

  Journal(WorldSpec spec, int index) {
    this.spec = spec;
    this.layout = new Layout(spec);
    this.index = index;
    this.truth = new Truth(Person.id(index));
    this.draws = Draws.of(spec.seed(), Purpose.DIRT, index);
  }

  Truth truth() {
    return truth;
  }

  /** Writes a record that shows these identifiers of the person; nulls are left out. */
  void record(Kind kind, long arrival, Row row, Known... known) {
    switch (draws.weighted(1 - badShare(kind) - DUPLICATES, badShare(kind), DUPLICATES)) {
      case 1 -> spoilt(kind, arrival, row);
      case 2 -> {
        add(kind, arrival, null, row.bytes());
        truth.sawTogether(known);
        boolean soon = draws.chance(0.4);
        long again = arrival + (soon ? 1 + draws.below(90_000) : delay());
        byte[] bytes = soon ? row.bytes() : row.deliveredAgain(inside(again));
        add(kind, again, Defect.DUPLICATE, bytes);
      }
      default -> {
        boolean late = kind == Kind.WEB && draws.chance(LATE);
        add(kind, late ? arrival + delay() : arrival, null, row.bytes());
        truth.sawTogether(known);
      }
    }
  }

  /** Writes a record that is sound but must be left out. */
  void leftOut(Kind kind, long arrival, String reason, Row row) {
    add(kind, arrival, reason, row.bytes());
  }

  /** Writes a line of the truth. */
  void truth(Kind kind, String row) {
    put(layout.file(kind, 0, index), 0, null, row.getBytes(StandardCharsets.UTF_8));
  }

  /** All lines with the number of the file that each belongs to. */
  List<KV<Integer, Line>> lines() {
    return lines;
  }

  private void spoilt(Kind kind, long arrival, Row row) {
    Defect defect = draws.pick(row.possibleDefects());
    byte[] bytes = row.broken(defect, draws);
    if (defect == Defect.INVALID_EMAIL) {
      truth.wrote("email", row.email(), Typing.normalEmail(row.email()));
    }
    add(kind, arrival, defect.reason(), bytes);
  }

  private void add(Kind kind, long arrival, String reason, byte[] bytes) {
    long inside = inside(arrival);
    put(layout.file(kind, inside, index), inside, reason, bytes);
  }

  private void put(int file, long order, String reason, byte[] bytes) {
    lines.add(KV.of(file, new Line(order, index, lines.size(), reason, bytes)));
  }

  private long inside(long arrival) {
    return Math.min(arrival, spec.end() - 1);
  }

  private long delay() {
    return (long) draws.uniform(3_600_000, LONGEST_DELAY);
  }

  /** The few customer rows have more defects, so that each kind occurs. */
  private static double badShare(Kind kind) {
    return kind == Kind.CRM ? 0.03 : 0.01;
  }
}
