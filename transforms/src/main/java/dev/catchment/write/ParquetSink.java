package dev.catchment.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Writes a Parquet file compressed with zstd, lists in the three levels of the Parquet format.
 *
 * <p>The sink of Beam's ParquetIO holds a Hadoop configuration, which reads its XML files again
 * whenever a runner copies the sink: that took most of the time of a store with a file per day.
 */
final class ParquetSink implements FileIO.Sink<GenericRecord> {
  private static final long serialVersionUID = 1;

  private final Schema schema;
  private transient ParquetWriter<GenericRecord> writer;
  private transient Output output;

  /** Writes records of a schema. */
  ParquetSink(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    output = new Output(Channels.newOutputStream(channel));
    writer =
        AvroParquetWriter.<GenericRecord>builder(output)
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build();
  }

  @Override
  public void write(GenericRecord record) throws IOException {
    writer.write(record);
  }

  @Override
  public void flush() throws IOException {
    output.holdBack();
    writer.close();
    output.release();
  }

  /**
   * Counts what is written, and holds back the end of the file for its footer to be brought into
   * its stable form; closing it leaves the channel open for Beam to close.
   */
  private static final class Output extends PositionOutputStream implements OutputFile {
    private final OutputStream channel;
    private ByteArrayOutputStream end;
    private long position;

    Output(OutputStream channel) {
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
}
