package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkNotNull;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** Gives everybody who is no seed a score by a model; seeds are left out. */
public final class ScorePeople extends PTransform<PCollection<Person>, PCollection<Scored>> {
  private static final long serialVersionUID = 1;

  private final transient PCollection<LookalikeModel> model;

  private ScorePeople(PCollection<LookalikeModel> model) {
    this.model = checkNotNull(model, "model");
  }

  /** Scores by the one model of a collection. */
  public static ScorePeople by(PCollection<LookalikeModel> model) {
    return new ScorePeople(model);
  }

  @Override
  public PCollection<Scored> expand(PCollection<Person> people) {
    PCollectionView<Iterable<LookalikeModel>> view = model.apply("View model", View.asIterable());
    return people
        .apply("Score", ParDo.of(new ScoreFn(view)).withSideInputs(view))
        .setCoder(ScoredCoder.of());
  }

  private static final class ScoreFn extends DoFn<Person, Scored> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<LookalikeModel>> view;
    private transient LookalikeModel model;

    ScoreFn(PCollectionView<Iterable<LookalikeModel>> view) {
      this.view = view;
    }

    @StartBundle
    public void start() {
      model = null;
    }

    @ProcessElement
    public void score(ProcessContext context) {
      if (model == null) {
        model = context.sideInput(view).iterator().next();
      }
      Person person = context.element();
      if (!person.isSeed()) {
        context.output(new Scored(person.id(), model.score(person.values())));
      }
    }
  }
}
