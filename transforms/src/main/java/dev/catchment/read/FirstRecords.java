package dev.catchment.read;

import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.Shape;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * The first records of a source, read on the machine that launches a job as {@link ReadRecords}
 * reads them there.
 *
 * @param records those that could be read, in their order
 * @param rejected those that could not, in their order
 */
public record FirstRecords(List<RawRecord> records, List<Rejected> rejected) {
  /** After how many seconds of silence the brokers of a topic are given up. */
  private static final int PATIENCE = 10;

  public FirstRecords {
    records = List.copyOf(records);
    rejected = List.copyOf(rejected);
  }

  /**
   * Reads records of files until there are so many or no more. Throws {@link InputException} when a
   * file cannot be read or its header lacks a column.
   */
  public static FirstRecords of(
      String source, List<String> files, RecordFormat format, List<String> columns, int limit) {
    Reader reader = new Reader(source);
    for (String file : files) {
      reader.file = file;
      try {
        RecordReader.read(
            file, SourceChannel::open, format, columns, limit - reader.size(), reader);
      } catch (IOException failure) {
        throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
      }
      if (reader.size() >= limit) {
        break;
      }
    }
    return new FirstRecords(reader.records, reader.rejected);
  }

  /** Reads rows of a table as {@link TableScan} does; throws as {@link #of}. */
  public static FirstRecords ofTable(List<String> files, List<String> columns, int limit) {
    if (!TableFiles.isParquet(files.get(0))) {
      return of(TableFiles.SOURCE, files, TableFiles.FORMAT, columns, limit);
    }
    Reader reader = new Reader(TableFiles.SOURCE);
    for (String file : files) {
      reader.file = file;
      try {
        readParquet(file, columns, limit, reader);
      } catch (IOException failure) {
        throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
      }
    }
    return new FirstRecords(reader.records, reader.rejected);
  }

  /**
   * Reads rows of a table in a database. Throws {@link InputException} when they cannot be read.
   */
  public static FirstRecords ofJdbc(
      String source, JdbcTable table, List<String> columns, int limit) {
    Reader reader = new Reader(source);
    reader.file = table.label();
    try {
      JdbcRows.read(table, "", columns, limit, reader);
    } catch (SQLException failure) {
      throw table.failed(failure);
    } catch (IOException failure) {
      throw new InputException(
          "cannot read %s: %s".formatted(table.label(), failure.getMessage()), failure);
    }
    return new FirstRecords(reader.records, reader.rejected);
  }

  /**
   * Reads messages of a topic, of one partition after another. Throws {@link InputException} when
   * they cannot be read.
   *
   * @param ranges what is read of each partition, as {@link KafkaOffsets} finds it
   */
  public static FirstRecords ofKafka(
      String source,
      KafkaTopic topic,
      SortedMap<Integer, KafkaOffsets.Range> ranges,
      RecordFormat format,
      List<String> columns,
      int limit) {
    Reader reader = new Reader(source);
    PartitionReader messages =
        new PartitionReader(topic, new MessageReader(format, columns), PATIENCE);
    try (Consumer<byte[], byte[]> consumer = topic.connect()) {
      for (Map.Entry<Integer, KafkaOffsets.Range> range : ranges.entrySet()) {
        TopicPartition partition = new TopicPartition(topic.topic(), range.getKey());
        reader.file = "kafka:" + topic.topic() + "/" + range.getKey();
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.getValue().from());
        messages.read(
            consumer, partition, range.getValue().to(), reader, () -> reader.size() >= limit);
      }
    } catch (IOException | KafkaException failure) {
      throw new InputException(
          "cannot read %s: %s".formatted(topic, failure.getMessage()), failure);
    }
    return new FirstRecords(reader.records, reader.rejected);
  }

  /**
   * A message.
   *
   * @param number its number in its position
   * @param contents what it holds
   */
  @SuppressWarnings("ArrayRecordComponent") // It is read once and compared with nothing.
  public record Message(long number, byte[] contents) {}

  /**
   * Reads messages, one record each.
   *
   * @param place where they come from, the name in their positions
   */
  public static FirstRecords ofMessages(
      String source,
      String place,
      List<Message> messages,
      RecordFormat format,
      List<String> columns) {
    Reader reader = new Reader(source);
    reader.file = place;
    MessageReader each = new MessageReader(format, columns);
    try {
      for (Message message : messages) {
        each.read(message.number(), message.contents(), reader);
      }
    } catch (IOException failure) {
      throw new InputException(
          "cannot read %s: %s".formatted(place, failure.getMessage()), failure);
    }
    return new FirstRecords(reader.records, reader.rejected);
  }

  private static void readParquet(String file, List<String> columns, int limit, Reader reader)
      throws IOException {
    ParquetFile parquet = ParquetFile.of(file);
    ParquetCells stored = new ParquetCells(parquet.schema());
    Header.find(file, stored.names(), columns);
    List<ParquetCells.Cell> cells = columns.stream().map(stored::cell).toList();
    try (ParquetReader<GenericRecord> rows = parquet.rows(field -> true)) {
      long number = 0;
      for (GenericRecord row = rows.read();
          row != null && reader.size() < limit;
          row = rows.read()) {
        GenericRecord record = row;
        number++;
        reader.record(number, cells.stream().map(cell -> cell.text(record)).toArray(String[]::new));
      }
    }
  }

  private static final class Reader implements RecordSink {
    private final String source;
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private String file;

    Reader(String source) {
      this.source = source;
    }

    int size() {
      return records.size() + rejected.size();
    }

    @Override
    public void record(long line, String[] columns) {
      records.add(RawRecord.of(source, new Position(file, line), columns));
    }

    @Override
    public void rejected(long line, String reason, String message, String text) {
      Position position = new Position(file, line);
      rejected.add(
          new Rejected(
              Rejected.READ, reason, message, null, source, position, Shape.mask(text), 0, 1));
    }
  }
}
