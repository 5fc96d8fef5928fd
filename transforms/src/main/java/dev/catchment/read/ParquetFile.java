package dev.catchment.read;

import dev.catchment.account.ReadMeter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file on any Beam file system. */
final class ParquetFile {
  private final String name;

  private ParquetFile(String name) {
    this.name = name;
  }

  static ParquetFile of(String name) {
    return new ParquetFile(name);
  }

  /** The columns as an Avro schema, from the file's footer. */
  Schema schema() throws IOException {
    try (ParquetFileReader reader = open()) {
      FileMetaData footer = reader.getFooter().getFileMetaData();
      String avro = footer.getKeyValueMetaData().get("parquet.avro.schema");
      return avro != null
          ? new Schema.Parser().parse(avro)
          : new AvroSchemaConverter(configuration()).convert(footer.getSchema());
    } catch (RuntimeException malformed) {
      throw unreadable(malformed);
    }
  }

  /** The number of its rows, from the file's footer. */
  long rowCount() throws IOException {
    try (ParquetFileReader reader = open()) {
      return reader.getRecordCount();
    } catch (RuntimeException malformed) {
      throw unreadable(malformed);
    }
  }

  /** Shows how far the reading of its rows is. */
  ReadMeter meter() throws IOException {
    try (ParquetFileReader reader = open()) {
      return ReadMeter.of(new Input(name).getLength(), reader.getRecordCount());
    } catch (RuntimeException malformed) {
      throw unreadable(malformed);
    }
  }

  private ParquetFileReader open() throws IOException {
    return ParquetFileReader.open(
        new Input(name), ParquetReadOptions.builder(configuration()).build());
  }

  private InputException unreadable(RuntimeException malformed) {
    return new InputException(name + " is not a readable Parquet file", malformed);
  }

  /** The rows in their order, with those top-level columns that are wanted. */
  ParquetReader<GenericRecord> rows(Predicate<Schema.Field> wanted) throws IOException {
    Schema stored = schema();
    Schema projection =
        Schema.createRecord(
            stored.getName(),
            null,
            stored.getNamespace(),
            false,
            stored.getFields().stream()
                .filter(wanted)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    PlainParquetConfiguration configuration = configuration();
    configuration.set("parquet.avro.read.schema", projection.toString());
    return new Rows(new Input(name), configuration, projection).build();
  }

  /** Not Hadoop's configuration, which reads XML files whenever it is made. */
  private static PlainParquetConfiguration configuration() {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
    return configuration;
  }

  private static final class Rows extends ParquetReader.Builder<GenericRecord> {
    private final Schema wanted;

    Rows(InputFile file, ParquetConfiguration configuration, Schema wanted) {
      super(file, configuration);
      this.wanted = wanted;
    }

    @Override
    protected ReadSupport<GenericRecord> getReadSupport() {
      return new Projection(wanted);
    }
  }

  /**
   * Asks for the wanted columns in the form that the file has them. The projection of parquet-avro
   * derives the form from the Avro schema, which does not tell how lists are stored.
   */
  private static final class Projection extends AvroReadSupport<GenericRecord> {
    private final Schema wanted;

    Projection(Schema wanted) {
      super(GenericData.get());
      this.wanted = wanted;
    }

    @Override
    public ReadContext init(InitContext file) {
      ReadContext whole = super.init(file);
      MessageType stored = file.getFileSchema();
      List<Type> columns =
          stored.getFields().stream()
              .filter(column -> wanted.getField(column.getName()) != null)
              .toList();
      return new ReadContext(
          new MessageType(stored.getName(), columns), whole.getReadSupportMetadata());
    }
  }

  private record Input(String name) implements InputFile {
    @Override
    public long getLength() throws IOException {
      try (SeekableByteChannel channel = open()) {
        return channel.size();
      }
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      SeekableByteChannel channel = open();
      return new DelegatingSeekableInputStream(Channels.newInputStream(channel)) {
        @Override
        public long getPos() throws IOException {
          return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
          channel.position(position);
        }
      };
    }

    private SeekableByteChannel open() throws IOException {
      ReadableByteChannel channel = FileSystems.open(FileSystems.matchNewResource(name, false));
      if (channel instanceof SeekableByteChannel seekable) {
        return seekable;
      }
      channel.close();
      throw new IOException(name + ": Parquet needs a file system with random access");
    }
  }
}
