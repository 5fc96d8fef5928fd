package dev.catchment.pipelines.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catchment.pipelines.UsageException;
import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowType;
import dev.catchment.write.CsvPart;
import dev.catchment.write.ParquetSink;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

/** How the rows of a result are written into files. */
enum RowFormat {
  /** Comma-separated values, the first line with the names of the columns. */
  CSV(".csv") {
    @Override
    Writer open(RowType type, WritableByteChannel channel) {
      CsvPart part = new CsvPart(channel);
      List<String> cells = new ArrayList<>();
      return new Writer() {
        @Override
        public void write(RowBlock block) {
          for (int row = 0; row < block.rows(); row++) {
            cells.clear();
            for (int column = 0; column < type.size(); column++) {
              cells.add(block.textAt(column, row));
            }
            part.writeRow(cells);
          }
        }

        @Override
        public void finish() throws IOException {
          part.flush();
        }
      };
    }

    @Override
    void writeHeader(RowType type, WritableByteChannel channel) throws IOException {
      CsvPart part = new CsvPart(channel);
      part.writeRow(type.names());
      part.flush();
    }
  },
  /** An object of JSON a line. */
  JSON_LINES(".jsonl") {
    @Override
    Writer open(RowType type, WritableByteChannel channel) {
      return block -> writeLines(block, row -> json(block, row), channel);
    }
  },
  /** The texts of the one column, a line each. */
  TEXT(".txt") {
    @Override
    Writer open(RowType type, WritableByteChannel channel) {
      return block ->
          writeLines(block, row -> block.isMissing(0, row) ? "" : block.textAt(0, row), channel);
    }
  },
  /** A folder of Parquet files. */
  PARQUET(".parquet") {
    @Override
    Writer open(RowType type, WritableByteChannel channel) throws IOException {
      Schema schema = schema(type);
      ParquetSink sink = new ParquetSink(schema);
      sink.open(channel);
      return new Writer() {
        @Override
        public void write(RowBlock block) throws IOException {
          for (int row = 0; row < block.rows(); row++) {
            GenericData.Record record = new GenericData.Record(schema);
            for (int column = 0; column < type.size(); column++) {
              record.put(column, avro(block, column, row));
            }
            sink.write(record);
          }
        }

        @Override
        public void finish() throws IOException {
          sink.flush();
        }
      };
    }
  },
  /** Blocks as their coder writes them, to be read back by the job itself. */
  BLOCKS("") {
    @Override
    Writer open(RowType type, WritableByteChannel channel) {
      return block -> RowBlockCoder.of(type).encode(block, Channels.newOutputStream(channel));
    }
  };

  private static final JsonFactory JSON = new JsonFactory();

  private final String extension;

  RowFormat(String extension) {
    this.extension = extension;
  }

  /** What the names of its files end in. */
  String extension() {
    return extension;
  }

  /** The format of a file by its name. */
  static Optional<RowFormat> of(String name) {
    for (RowFormat format : values()) {
      if (format != BLOCKS
          && name.endsWith(format.extension)
          && name.length() > format.extension.length()) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether files are put together to one. */
  boolean isText() {
    return this != PARQUET;
  }

  /** Writes the rows of a file, or of a part of one, block by block. */
  interface Writer {
    /** Writes the rows of a block. */
    void write(RowBlock block) throws IOException;

    /** Brings what is left to the channel. */
    default void finish() throws IOException {}
  }

  /** Begins a file, or a part of one, with rows of a type. */
  abstract Writer open(RowType type, WritableByteChannel channel) throws IOException;

  /** Writes a file, or a part of one, that has the rows of a block. */
  void write(RowBlock block, WritableByteChannel channel) throws IOException {
    Writer writer = open(block.type(), channel);
    writer.write(block);
    writer.finish();
  }

  /** Writes what stands before the rows. */
  void writeHeader(RowType type, WritableByteChannel channel) throws IOException {}

  /**
   * Checks that rows of a type can be written.
   *
   * @throws UsageException when they cannot
   */
  void check(RowType type) {
    if (this == TEXT && type.size() != 1) {
      throw new UsageException(
          "--output: text has one column and the result has %d; write CSV with .csv, or select one"
              .formatted(type.size()));
    }
    if (this == PARQUET) {
      checkPlain(type, "Parquet");
    }
  }

  /**
   * Checks that the names of columns are plain.
   *
   * @throws UsageException when one is not
   */
  static void checkPlain(RowType type, String where) {
    for (String name : type.names()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new UsageException(
            "--output: a column of %s cannot be named %s; give it a name of letters, digits and _ with AS"
                .formatted(where, name));
      }
    }
  }

  private interface Line {
    String of(int row);
  }

  private static void writeLines(RowBlock block, Line line, WritableByteChannel channel)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < block.rows(); row++) {
      text.append(line.of(row)).append('\n');
      if (text.length() > 1 << 16 || row == block.rows() - 1) {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        text.setLength(0);
      }
    }
  }

  /** A row as an object of JSON; what is no number there, such as NaN, is null. */
  static String json(RowBlock block, int row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int column = 0; column < block.type().size(); column++) {
        json.writeFieldName(block.type().name(column));
        writeJson(block, column, row, json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeJson(RowBlock block, int column, int row, JsonGenerator json)
      throws IOException {
    if (block.isMissing(column, row)) {
      json.writeNull();
      return;
    }
    switch (block.type().type(column)) {
      case BOOLEAN -> json.writeBoolean(block.longAt(column, row) != 0);
      case INTEGER -> json.writeNumber(block.longAt(column, row));
      case DOUBLE -> {
        double value = block.doubleAt(column, row);
        if (Double.isFinite(value)) {
          json.writeNumber(value);
        } else {
          json.writeNull();
        }
      }
      case DECIMAL -> json.writeNumber(block.textAt(column, row));
      default -> json.writeString(block.textAt(column, row));
    }
  }

  private static Schema schema(RowType type) {
    List<Schema.Field> fields = new ArrayList<>();
    for (RowType.Column column : type.columns()) {
      fields.add(
          new Schema.Field(
              column.name(),
              SchemaBuilder.unionOf().nullType().and().type(avro(column.type())).endUnion(),
              null,
              Schema.Field.NULL_DEFAULT_VALUE));
    }
    return Schema.createRecord("row", null, null, false, fields);
  }

  private static Schema avro(DataType type) {
    return switch (type) {
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case INTEGER -> Schema.create(Schema.Type.LONG);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case BYTES -> Schema.create(Schema.Type.BYTES);
      case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case TIME -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
      case TIMESTAMP -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case DECIMAL, TEXT -> Schema.create(Schema.Type.STRING);
    };
  }

  private static Object avro(RowBlock block, int column, int row) {
    if (block.isMissing(column, row)) {
      return null;
    }
    return switch (block.type().type(column)) {
      case BOOLEAN -> block.longAt(column, row) != 0;
      case INTEGER, TIMESTAMP -> block.longAt(column, row);
      case DATE, TIME -> (int) block.longAt(column, row);
      case DOUBLE -> block.doubleAt(column, row);
      case BYTES -> ByteBuffer.wrap((byte[]) block.objectAt(column, row));
      case DECIMAL, TEXT -> block.textAt(column, row);
    };
  }
}
