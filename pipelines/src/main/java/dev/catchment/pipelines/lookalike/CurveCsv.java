package dev.catchment.pipelines.lookalike;

import dev.catchment.lookalike.CurvePoint;
import dev.catchment.lookalike.LookalikeModel;

/** The text of {@code curve.csv}. */
final class CurveCsv {
  private CurveCsv() {}

  static String of(LookalikeModel model) {
    StringBuilder csv = new StringBuilder("reach,people,recall,precision,lift\n");
    for (CurvePoint point : model.evaluation().curve()) {
      csv.append(point.reach())
          .append(',')
          .append(people(model, point))
          .append(',')
          .append(point.recall())
          .append(',')
          .append(point.precision())
          .append(',')
          .append(point.lift())
          .append('\n');
    }
    return csv.toString();
  }

  /** How many people of the table a reach gives. */
  static long people(LookalikeModel model, CurvePoint point) {
    return Math.round(point.reach() * model.others());
  }
}
