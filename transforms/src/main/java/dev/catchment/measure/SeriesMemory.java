package dev.catchment.measure;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * What is remembered of one series beside its slices; about 60 bytes. Times are milliseconds since
 * 1970-01-01T00:00:00Z.
 */
final class SeriesMemory {
  /** The coder; the format is in {@code docs/formats/coders.md}. */
  static final Coder<SeriesMemory> CODER = new MemoryCoder();

  /** No time. */
  static final long NEVER = Long.MAX_VALUE;

  /** The watermark before anything is known. */
  static final long BEGIN = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  /** From this watermark on, all input has been read. */
  static final long END = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  /** Of which monitor, as {@link SeriesSpec#fingerprint} says. */
  final long fingerprint;

  /** When there is something to do next. */
  long due = NEVER;

  /** How far event time had come when it was last looked at. */
  long watermark = BEGIN;

  /** Windows that end up to here have been told. */
  long told = Long.MIN_VALUE;

  /** The time of the last event. */
  long newest = Long.MIN_VALUE;

  /** The time of the last event in a window that has been told. */
  long toldNewest = Long.MIN_VALUE;

  /** The time of the last event of all series, where all are known. */
  long last = NEVER;

  /** The number of parts that wait to be merged. */
  int parts;

  /** Whether early values have been asked for. */
  boolean early;

  /** Has heard nothing. */
  SeriesMemory(long fingerprint) {
    this.fingerprint = fingerprint;
  }

  /**
   * The same once more, to be changed. What was read from state is the runner's: Flink may be
   * writing it into a checkpoint just then.
   */
  SeriesMemory copy() {
    SeriesMemory copy = new SeriesMemory(fingerprint);
    copy.due = due;
    copy.watermark = watermark;
    copy.told = told;
    copy.newest = newest;
    copy.toldNewest = toldNewest;
    copy.last = last;
    copy.parts = parts;
    copy.early = early;
    return copy;
  }

  private static final class MemoryCoder extends AtomicCoder<SeriesMemory> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(SeriesMemory memory, OutputStream out) throws IOException {
      Wire.writeFixed(memory.fingerprint, out);
      Wire.writeSigned(memory.due, out);
      Wire.writeSigned(memory.watermark, out);
      Wire.writeSigned(memory.told, out);
      Wire.writeSigned(memory.newest, out);
      Wire.writeSigned(memory.toldNewest, out);
      Wire.writeSigned(memory.last, out);
      Wire.writeVarint(memory.parts, out);
      out.write(memory.early ? 1 : 0);
    }

    @Override
    public SeriesMemory decode(InputStream in) throws IOException {
      SeriesMemory memory = new SeriesMemory(Wire.readFixed(in));
      memory.due = Wire.readSigned(in);
      memory.watermark = Wire.readSigned(in);
      memory.told = Wire.readSigned(in);
      memory.newest = Wire.readSigned(in);
      memory.toldNewest = Wire.readSigned(in);
      memory.last = Wire.readSigned(in);
      memory.parts = Math.toIntExact(Wire.readVarint(in));
      memory.early = Wire.readByte(in) == 1;
      return memory;
    }

    @Override
    public void verifyDeterministic() {}
  }
}
