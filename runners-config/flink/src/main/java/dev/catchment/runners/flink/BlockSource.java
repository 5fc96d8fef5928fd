package dev.catchment.runners.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/**
 * The records of another source in blocks of those that are there: Beam's Flink runner brings all
 * metrics of a source up to date with every element that it reads, which costs more than to read
 * it.
 *
 * <p>A block holds at most {@value #MOST_RECORDS} records and gathers for {@value #MOST_MILLIS} ms
 * at most. Its timestamp is the least of its records. Splits, marks and watermark are those of the
 * other source, whose records are read only when they go into the block, so that a mark is at the
 * end of one.
 */
final class BlockSource<T, MarkT extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<List<TimestampedValue<T>>, MarkT> {
  static final int MOST_RECORDS = 256;

  private static final long serialVersionUID = 1;
  private static final long MOST_MILLIS = 10;

  private final UnboundedSource<T, MarkT> source;

  BlockSource(UnboundedSource<T, MarkT> source) {
    this.source = source;
  }

  /** The coder of the records. */
  Coder<T> recordCoder() {
    return source.getOutputCoder();
  }

  @Override
  public List<BlockSource<T, MarkT>> split(int desired, PipelineOptions options) throws Exception {
    List<BlockSource<T, MarkT>> splits = new ArrayList<>();
    for (UnboundedSource<T, MarkT> split : source.split(desired, options)) {
      splits.add(new BlockSource<>(split));
    }
    return splits;
  }

  @Override
  public UnboundedReader<List<TimestampedValue<T>>> createReader(
      PipelineOptions options, MarkT mark) throws IOException {
    return new BlockReader<>(this, source.createReader(options, mark));
  }

  @Override
  public Coder<MarkT> getCheckpointMarkCoder() {
    return source.getCheckpointMarkCoder();
  }

  @Override
  public Coder<List<TimestampedValue<T>>> getOutputCoder() {
    return ListCoder.of(TimestampedValue.TimestampedValueCoder.of(recordCoder()));
  }

  @Override
  public void validate() {
    source.validate();
  }

  private static final class BlockReader<T, MarkT extends CheckpointMark>
      extends UnboundedReader<List<TimestampedValue<T>>> {
    private final BlockSource<T, MarkT> source;
    private final UnboundedReader<T> reader;
    private List<TimestampedValue<T>> block = List.of();
    private Instant oldest;

    BlockReader(BlockSource<T, MarkT> source, UnboundedReader<T> reader) {
      this.source = source;
      this.reader = reader;
    }

    @Override
    public boolean start() throws IOException {
      return gather(reader.start());
    }

    @Override
    public boolean advance() throws IOException {
      return gather(reader.advance());
    }

    private boolean gather(boolean hasFirst) throws IOException {
      block = new ArrayList<>();
      oldest = null;
      long start = System.nanoTime();
      boolean hasNext = hasFirst;
      while (hasNext) {
        Instant time = reader.getCurrentTimestamp();
        block.add(TimestampedValue.of(reader.getCurrent(), time));
        oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
        hasNext =
            block.size() < MOST_RECORDS
                && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS)
                && reader.advance();
      }
      return !block.isEmpty();
    }

    @Override
    public List<TimestampedValue<T>> getCurrent() {
      if (block.isEmpty()) {
        throw new NoSuchElementException();
      }
      return block;
    }

    @Override
    public Instant getCurrentTimestamp() {
      if (oldest == null) {
        throw new NoSuchElementException();
      }
      return oldest;
    }

    @Override
    public Instant getWatermark() {
      return reader.getWatermark();
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return reader.getCheckpointMark();
    }

    @Override
    public long getSplitBacklogBytes() {
      return reader.getSplitBacklogBytes();
    }

    @Override
    public long getTotalBacklogBytes() {
      return reader.getTotalBacklogBytes();
    }

    @Override
    public BlockSource<T, MarkT> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
