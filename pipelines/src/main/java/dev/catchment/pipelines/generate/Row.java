package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.util.List;

/** A record that is about to be written: it can be rendered, broken or delivered again. */
interface Row {
  /** The line without its end. */
  byte[] bytes();

  /** What can go wrong with this record. */
  List<Defect> possibleDefects();

  /** The line with one defect; the row is used up. */
  byte[] broken(Defect defect, Draws draws);

  /** The address in the record as {@link #broken} left it, or null where there is none. */
  String email();

  /** The line as it looks when it is delivered once more, the same message; the row is used up. */
  byte[] deliveredAgain(long time);
}
