package dev.catchment.lookalike;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.shuffle.ShardedCombine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Finds the seeds in a table: the input is every row and every line of the list of seeds by id, the
 * output one {@link Person} for each id that has a row. Of rows with the same id the first by file
 * and line is the person.
 *
 * <p>Counts, beside the people in {@link Tallies#TAG}: {@link Outcome#ACCEPTED} people and {@link
 * Outcome#DUPLICATE} rows of the table; {@value #FOUND} and {@value #MISSING}, ids in the list; and
 * {@value #REPEATED}, lines of the list whose id stands in it before.
 *
 * <p>Memory: that of {@link ShardedCombine}, whatever the length of the list.
 */
public final class MatchPeople
    extends PTransform<PCollection<KV<String, Match>>, PCollectionTuple> {
  /** The people. */
  public static final TupleTag<Person> PEOPLE = new TupleTag<>("people") {};

  /** The count of seeds that have a row. */
  public static final String FOUND = "seeds/found";

  /** The count of seeds that have none. */
  public static final String MISSING = "seeds/missing";

  /** The count of lines that name a seed again. */
  public static final String REPEATED = "seeds/repeated";

  private static final long serialVersionUID = 1;

  private final String source;

  private MatchPeople(String source) {
    this.source = source;
  }

  /** Matches the rows of a source of this name, under which they are counted. */
  public static MatchPeople of(String source) {
    return new MatchPeople(source);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<String, Match>> rows) {
    PCollectionTuple outputs =
        rows.apply("By id", ShardedCombine.<String, Match, Match>perKey(new MatchFn()))
            .apply(
                "People",
                ParDo.of(new PeopleFn(source))
                    .withOutputTags(PEOPLE, TupleTagList.of(Tallies.TAG)));
    outputs.get(PEOPLE).setCoder(PersonCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class PeopleFn extends DoFn<KV<String, Match>, Person> {
    private static final long serialVersionUID = 1;

    private final String source;
    private transient Tallies tallies;

    PeopleFn(String source) {
      this.source = source;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void person(@Element KV<String, Match> found, OutputReceiver<Person> people) {
      Match match = found.getValue();
      boolean seed = match.seeds() > 0;
      if (seed) {
        tallies.add(match.rows() > 0 ? FOUND : MISSING, 1);
        tallies.add(REPEATED, match.seeds() - 1);
      }
      if (match.rows() > 0) {
        tallies.add(Outcome.ACCEPTED, source, 1);
        tallies.add(Outcome.DUPLICATE, source, match.rows() - 1);
        people.output(Person.of(found.getKey(), seed, match.values()));
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
