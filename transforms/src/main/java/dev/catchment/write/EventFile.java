package dev.catchment.write;

import dev.catchment.model.ByteSource;
import dev.catchment.model.EncodedEvents;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.store.EventLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The events of one file, in any order: sorts them by time, then message id, then all columns, and
 * writes them as Parquet (zstd).
 *
 * <p>Memory: the encoded events, 16 bytes for each, 20 more for those of the most frequent time,
 * and what Parquet holds of the file.
 */
final class EventFile {
  private final Schema schema;
  private final EventLayout layout;
  private final EventCoder coder;
  private final List<byte[]> blocks = new ArrayList<>();
  private final EncodedEvents left = new EncodedEvents();
  private final EncodedEvents right = new EncodedEvents();
  private long[] places = new long[1024];
  private long[] times = new long[1024];

  /** The first eight bytes of the message ids, so that most are told apart without the event. */
  private long[] heads = new long[1024];

  private int size;

  EventFile(Schema schema) {
    this.schema = schema;
    this.layout = EventLayout.of(schema);
    this.coder = EventCoder.of(schema);
  }

  /** Takes a block of encoded events of the file's day. */
  void add(byte[] block) {
    long number = (long) blocks.size() << Integer.SIZE;
    blocks.add(block);
    int next = 0;
    while (next < block.length) {
      if (size == places.length) {
        places = Arrays.copyOf(places, Math.multiplyExact(size, 2));
        times = Arrays.copyOf(times, places.length);
        heads = Arrays.copyOf(heads, places.length);
      }
      places[size] = number | next;
      next = left.read(block, next);
      times[size] = left.timestamp();
      heads[size] = Utf16Order.head(left.bytes(), left.idStart(), left.idLength());
      size++;
    }
  }

  /** The number of events. */
  int size() {
    return size;
  }

  /** Writes the file. */
  void write(WritableByteChannel channel) throws IOException {
    ParquetOutput output = new ParquetOutput(Channels.newOutputStream(channel));
    ParquetWriter<EncodedEvents> writer = new Builder(output, schema).build();
    long[] order = byTime();
    int from = 0;
    while (from < size) {
      int until = from + 1;
      while (until < size && time(order[until]) == time(order[from])) {
        until++;
      }
      if (until == from + 1) {
        writer.write(event(index(order[from]), left));
      } else {
        for (int index : byId(order, from, until)) {
          writer.write(event(index, left));
        }
      }
      from = until;
    }
    output.holdBack();
    writer.close();
    output.release();
  }

  /** The milliseconds since the day began, which take 27 bits, before the index of the event. */
  private long[] byTime() {
    long[] order = new long[size];
    for (int index = 0; index < size; index++) {
      order[index] =
          Math.floorMod(times[index], EncodedEvents.MILLIS_PER_DAY) << Integer.SIZE | index;
    }
    Arrays.sort(order);
    return order;
  }

  private static long time(long entry) {
    return entry >>> Integer.SIZE;
  }

  private static int index(long entry) {
    return (int) entry;
  }

  private int[] byId(long[] order, int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(entry -> index(order[entry]))
        .sorted(this::compare)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private EncodedEvents event(int index, EncodedEvents target) {
    target.read(blocks.get((int) (places[index] >>> Integer.SIZE)), (int) places[index]);
    return target;
  }

  private int compare(int first, int second) {
    int byHead = Utf16Order.compareHeads(heads[first], heads[second]);
    if (byHead != 0) {
      return byHead;
    }
    event(first, left);
    event(second, right);
    int order =
        Utf16Order.compare(
            left.bytes(),
            left.idStart(),
            left.idLength(),
            right.bytes(),
            right.idStart(),
            right.idLength());
    return order != 0
        ? order
        : GenericData.get()
            .compare(layout.toRecord(decode(left)), layout.toRecord(decode(right)), layout.avro());
  }

  private Event decode(EncodedEvents event) {
    try {
      return coder.decode(
          new ByteSource(event.bytes(), event.start(), event.end() - event.start()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<EncodedEvents, Builder> {
    private final Schema schema;

    Builder(ParquetOutput output, Schema schema) {
      super(output);
      this.schema = schema;
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.ZSTD);
      withDictionaryEncoding("message_id", false);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<EncodedEvents> getWriteSupport(Configuration configuration) {
      return new EventColumns(schema);
    }

    @Override
    protected WriteSupport<EncodedEvents> getWriteSupport(ParquetConfiguration configuration) {
      return new EventColumns(schema);
    }
  }
}
