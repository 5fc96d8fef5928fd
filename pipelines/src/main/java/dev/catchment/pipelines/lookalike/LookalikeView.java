package dev.catchment.pipelines.lookalike;

import dev.catchment.lookalike.Driver;
import dev.catchment.lookalike.Evaluation;
import dev.catchment.lookalike.LookalikeModel;
import dev.catchment.pipelines.report.LookalikeSection;

/** Puts a model into the form that a report shows. */
final class LookalikeView {
  private LookalikeView() {}

  static LookalikeSection of(LookalikeModel model, long people) {
    Evaluation evaluation = model.evaluation();
    return new LookalikeSection(
        model.seeds(),
        people,
        evaluation.seeds(),
        evaluation.auc(),
        evaluation.isBetterThanChance(),
        evaluation.curve().stream()
            .map(
                point ->
                    new LookalikeSection.Point(
                        point.reach(),
                        CurveCsv.people(model, point),
                        point.recall(),
                        point.precision(),
                        point.lift()))
            .toList(),
        model.drivers().stream().map(LookalikeView::effect).toList(),
        model.constantFeatures());
  }

  private static LookalikeSection.Effect effect(Driver driver) {
    return new LookalikeSection.Effect(
        driver.name(), driver.words(), driver.weight(), driver.seedMean(), driver.otherMean());
  }
}
