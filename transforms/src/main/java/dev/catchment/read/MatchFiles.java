package dev.catchment.read;

import dev.catchment.store.StoreSnapshot;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the files that patterns match when the job runs, each once, and spreads their names over
 * the workers: small files in portions that are worth a bundle, large ones each on its own.
 */
final class MatchFiles extends PTransform<PBegin, PCollection<String>> {
  private static final long serialVersionUID = 1;

  /** Lists files with their bytes on a worker. */
  private interface Lister extends Serializable {
    SortedMap<String, Long> list();
  }

  private final Lister lister;

  private MatchFiles(Lister lister) {
    this.lister = lister;
  }

  /** The files that the patterns match; the job fails when one matches none. */
  static MatchFiles of(List<String> globs) {
    return new MatchFiles(() -> InputFiles.matchSizes(globs));
  }

  /** The Parquet files in a directory and below, if any. */
  static MatchFiles parquetIn(String directory) {
    return new MatchFiles(() -> InputFiles.belowSizes(directory, ".parquet"));
  }

  /** The files of events that a store held after a batch. */
  static MatchFiles eventsOf(String store, int batch) {
    return new MatchFiles(() -> StoreSnapshot.of(store, batch).eventSizes());
  }

  @Override
  public PCollection<String> expand(PBegin input) {
    return input
        .apply("Start", Impulse.create())
        .apply("List", ParDo.of(new ListFn(lister)))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply("Spread", GroupByKey.create())
        .apply("Unpack", ParDo.of(new Portions.UnpackFn<>()))
        .setCoder(StringUtf8Coder.of());
  }

  /** Emits the files with the number of their portion. */
  private static final class ListFn extends DoFn<byte[], KV<Integer, String>> {
    private static final long serialVersionUID = 1;

    private final Lister lister;

    ListFn(Lister lister) {
      this.lister = lister;
    }

    @ProcessElement
    public void list(OutputReceiver<KV<Integer, String>> files) {
      Portions portions = Portions.small();
      for (Map.Entry<String, Long> file : lister.list().entrySet()) {
        files.output(KV.of(portions.next(file.getValue()), file.getKey()));
      }
    }
  }
}
