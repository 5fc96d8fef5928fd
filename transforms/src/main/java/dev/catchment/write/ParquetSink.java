package dev.catchment.write;

import java.io.IOException;
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

/**
 * Writes a Parquet file compressed with zstd, lists in the three levels of the Parquet format.
 *
 * <p>The sink of Beam's ParquetIO holds a Hadoop configuration, which reads its XML files again
 * whenever a runner copies the sink: that took most of the time of a store with a file per day.
 */
public final class ParquetSink implements FileIO.Sink<GenericRecord> {
  private static final long serialVersionUID = 1;

  private final Schema schema;
  private transient ParquetWriter<GenericRecord> writer;
  private transient ParquetOutput output;

  /** Writes records of a schema. */
  public ParquetSink(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    output = new ParquetOutput(Channels.newOutputStream(channel));
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
}
