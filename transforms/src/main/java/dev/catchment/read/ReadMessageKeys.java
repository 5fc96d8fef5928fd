package dev.catchment.read;

import dev.catchment.model.ByteSink;
import dev.catchment.model.EventShards;
import dev.catchment.model.MessageKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads which messages an event store has, of each file the columns {@code source} and {@code
 * message_id} only: blocks of {@link MessageKey}s of 16 bytes, by their shard. Memory of a worker:
 * up to 4 MB of keys.
 */
public final class ReadMessageKeys extends PTransform<PBegin, PCollection<KV<Integer, byte[]>>> {
  private static final long serialVersionUID = 1;

  private final MatchFiles files;

  private ReadMessageKeys(MatchFiles files) {
    this.files = files;
  }

  /** Reads files; the job fails when one is missing. */
  public static ReadMessageKeys of(List<String> files) {
    return new ReadMessageKeys(MatchFiles.of(files));
  }

  @Override
  public PCollection<KV<Integer, byte[]>> expand(PBegin input) {
    return input
        .apply("Match", files)
        .apply("Read", ParDo.of(new ReadFn()))
        .setCoder(EventShards.BLOCK_CODER);
  }

  private static final class ReadFn extends DoFn<String, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 4 << 20;

    private transient ByteSink[] shards;
    private transient int bytes;

    /** Takes the blocks. */
    private interface Target {
      void accept(KV<Integer, byte[]> block);
    }

    @StartBundle
    public void startBundle() {
      shards = new ByteSink[MessageKey.SHARDS];
      Arrays.setAll(shards, unused -> new ByteSink());
      bytes = 0;
    }

    @ProcessElement
    public void read(@Element String file, OutputReceiver<KV<Integer, byte[]>> out)
        throws IOException {
      MessageKey key = new MessageKey();
      ParquetFile parquet = ParquetFile.of(file);
      try (ParquetReader<GenericRecord> rows =
          parquet.rows(
              column -> column.name().equals("source") || column.name().equals("message_id"))) {
        for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
          key.set(row.get("source").toString(), row.get("message_id").toString());
          ByteSink shard = shards[key.shard()];
          write(key.high(), shard);
          write(key.low(), shard);
          bytes += MessageKey.BYTES;
          if (bytes >= MOST_BYTES) {
            flush(out::output);
          }
        }
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      flush(
          block ->
              context.output(block, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
      shards = null;
    }

    private void flush(Target target) {
      for (int shard = 0; shard < shards.length; shard++) {
        ByteSink keys = shards[shard];
        if (keys.size() > 0) {
          target.accept(KV.of(shard, Arrays.copyOf(keys.array(), keys.size())));
          keys.clear();
        }
      }
      bytes = 0;
    }

    private static void write(long half, ByteSink target) {
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        target.write((int) (half >>> shift));
      }
    }
  }
}
