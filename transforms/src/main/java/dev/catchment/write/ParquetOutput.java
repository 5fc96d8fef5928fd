package dev.catchment.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Counts what is written, and holds back the end of the file for its footer to be brought into its
 * stable form; closing it leaves the channel open for Beam to close.
 */
final class ParquetOutput extends PositionOutputStream implements OutputFile {
  private final OutputStream channel;
  private ByteArrayOutputStream end;
  private long position;

  ParquetOutput(OutputStream channel) {
    this.channel = channel;
  }

  /** Keeps what follows, which is the last row group at most and the footer. */
  void holdBack() {
    end = new ByteArrayOutputStream();
  }

  /** Writes what was held back. */
  void release() throws IOException {
    StableFooter.write(end.toByteArray(), channel);
    channel.flush();
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int next) throws IOException {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    (end == null ? channel : end).write(bytes, from, length);
    position += length;
  }

  @Override
  public void close() {}

  @Override
  public PositionOutputStream create(long blockSize) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
