package dev.catchment.pipelines.repair;

import dev.catchment.account.Outcome;
import dev.catchment.account.Progress;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.clean.DropDuplicates;
import dev.catchment.clean.PackEvents;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.pipelines.Staging;
import dev.catchment.read.InputFiles;
import dev.catchment.read.ReadMessageKeys;
import dev.catchment.read.RejectedFiles;
import dev.catchment.store.OpenRecords;
import dev.catchment.store.RejectedJson;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.write.WriteEvents;
import dev.catchment.write.WriteLines;
import dev.catchment.write.WriteTallies;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** The steps of the repair job: open rejected records are tried again, and what passes written. */
final class RepairPipeline {
  /** The staged folder of the ids of the records that need no repair any more. */
  static final String IDS = "ids";

  /** The staged folder of the counts. */
  static final String TALLIES = "tallies";

  /** The names of the counts of open records, of those that pass, and of the others. */
  static final String OPEN = "open";

  static final String REPAIRED = "repaired";
  static final String STILL_OPEN = "stillOpen";

  private static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};
  private static final TupleTag<String> SETTLED = new TupleTag<>("settled") {};

  /** Enough for the workers of a large job. */
  private static final int BUCKETS = 256;

  private RepairPipeline() {}

  /**
   * Adds the steps to a pipeline.
   *
   * @param store the directory of the store
   * @param before what it holds
   */
  static PCollectionList<String> build(
      Pipeline pipeline, String store, StoreSnapshot before, RepairPlan plan, Staging staging) {
    PCollectionTuple tried =
        pipeline
            .apply("Files", Create.of(before.rejectedPaths()).withCoder(StringUtf8Coder.of()))
            .apply("Spread", Reshuffle.<String>viaRandomKey().withNumBuckets(BUCKETS))
            .apply(
                "Try again",
                ParDo.of(
                        new RepairFn(
                            store, before.number(), plan.sources(), plan.keepingDuplicates()))
                    .withOutputTags(EVENTS, TupleTagList.of(SETTLED).and(Tallies.TAG)));
    tried.get(EVENTS).setCoder(EventCoder.of(plan.schema()));
    tried.get(SETTLED).setCoder(StringUtf8Coder.of());
    tried.get(Tallies.TAG).setCoder(Tallies.CODER);
    PCollectionTuple unique =
        tried
            .get(EVENTS)
            .apply("Pack", PackEvents.of(plan.schema()))
            .apply("Drop duplicates", dropDuplicates(pipeline, before, plan));
    PCollection<String> events =
        unique
            .get(DropDuplicates.EVENTS)
            .apply(
                "Write events",
                WriteEvents.to(staging.path(StorePaths.EVENTS)).withSchema(plan.schema()));
    PCollection<String> ids =
        tried.get(SETTLED).apply("Write ids", WriteLines.to(staging.path(IDS)));
    PCollection<String> tallies =
        PCollectionList.of(tried.get(Tallies.TAG))
            .and(unique.get(Tallies.TAG))
            .apply("All counts", Flatten.pCollections())
            .apply("Write tallies", WriteTallies.to(staging.path(TALLIES)));
    return PCollectionList.of(events).and(ids).and(tallies);
  }

  private static DropDuplicates dropDuplicates(
      Pipeline pipeline, StoreSnapshot before, RepairPlan plan) {
    DropDuplicates drop = DropDuplicates.create().keeping(plan.keepingDuplicates());
    List<String> stored = before.eventPathsBut(List.of());
    return stored.isEmpty()
        ? drop
        : drop.against(pipeline.apply("Stored messages", ReadMessageKeys.of(stored)));
  }

  /** Tries the open records of files again. */
  private static final class RepairFn extends DoFn<String, Event> {
    private static final long serialVersionUID = 1;

    private final String store;
    private final int batch;
    private final Map<String, SourceRepair.Plan> plans;
    private final Set<String> keeping;
    private transient OpenRecords open;
    private transient Map<String, SourceRepair> sources;
    private transient Tallies tallies;

    RepairFn(String store, int batch, Map<String, SourceRepair.Plan> plans, Set<String> keeping) {
      this.store = store;
      this.batch = batch;
      this.plans = Map.copyOf(plans);
      this.keeping = Set.copyOf(keeping);
    }

    @Setup
    public void setup() {
      open = StoreSnapshot.of(store, batch).openRecords();
      sources = new HashMap<>();
      plans.forEach((name, plan) -> sources.put(name, new SourceRepair(plan)));
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void repair(@Element String file, MultiOutputReceiver out) throws IOException {
      try (ReadMeter meter = ReadMeter.ofRecords()) {
        RejectedFiles.read(
            file,
            record -> {
              meter.record();
              if (isOpen(open, file, record, keeping)) {
                repair(record, out);
              }
            });
      }
      Progress.add(Progress.BYTES, InputFiles.bytes(List.of(file)));
    }

    private void repair(RejectedJson.Stored stored, MultiOutputReceiver out) {
      String source = stored.record().source();
      Attempt attempt = attempt(sources, stored);
      count(OPEN, source, stored.record().reason());
      if (!attempt.isSettled()) {
        count(STILL_OPEN, source, attempt.reason());
        return;
      }
      count(REPAIRED, source, stored.record().reason());
      out.get(SETTLED).output(stored.id());
      switch (attempt.fate()) {
        case EVENT -> out.get(EVENTS).output(attempt.event());
        case FILTERED -> tallies.add(Outcome.FILTERED, source, attempt.reason());
        default -> tallies.add(Outcome.WITHHELD, source, 1);
      }
    }

    private void count(String name, String source, String reason) {
      tallies.add(name + "/" + source + "/" + reason, 1);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }

  /**
   * Whether a record is still to be repaired. Where duplicates are kept nothing would tell its
   * event from the one of a run that has read the source again since.
   */
  static boolean isOpen(
      OpenRecords open, String file, RejectedJson.Stored stored, Set<String> keeping) {
    return open.isOpen(file, stored.id())
        && !(keeping.contains(stored.record().source()) && open.isReadAgain(file));
  }

  /** What becomes of a record with the plan of its source. */
  static Attempt attempt(Map<String, SourceRepair> sources, RejectedJson.Stored stored) {
    String name = stored.record().source();
    SourceRepair source = sources.get(name);
    return source == null
        ? Attempt.rejected(Attempt.UNKNOWN_SOURCE, null, "the configuration has no source " + name)
        : source.of(stored);
  }
}
