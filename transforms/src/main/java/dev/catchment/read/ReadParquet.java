package dev.catchment.read;

import dev.catchment.account.ReadMeter;
import java.io.IOException;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads the Parquet files of a store. A file is read by one worker, row group by row group; a store
 * without files is empty.
 */
final class ReadParquet<T> extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1;

  private final MatchFiles files;
  private final List<String> columns;
  private final SerializableFunction<GenericRecord, T> parse;
  private final Coder<T> coder;
  private final boolean counted;

  /** Reads the given top-level columns of the files in a directory and below. */
  ReadParquet(
      String directory,
      List<String> columns,
      SerializableFunction<GenericRecord, T> parse,
      Coder<T> coder) {
    this(MatchFiles.parquetIn(directory), columns, parse, coder);
  }

  /** Reads the given top-level columns of files. */
  ReadParquet(
      MatchFiles files,
      List<String> columns,
      SerializableFunction<GenericRecord, T> parse,
      Coder<T> coder) {
    this(files, columns, parse, coder, true);
  }

  /**
   * Reads the given top-level columns of files.
   *
   * @param counted whether the rows are among what the job has read
   */
  ReadParquet(
      MatchFiles files,
      List<String> columns,
      SerializableFunction<GenericRecord, T> parse,
      Coder<T> coder,
      boolean counted) {
    this.counted = counted;
    this.files = files;
    this.columns = List.copyOf(columns);
    this.parse = parse;
    this.coder = coder;
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return input
        .apply("Match", files)
        .apply("Read", ParDo.of(new ReadFn<>(columns, parse, counted)))
        .setCoder(coder);
  }

  private static final class ReadFn<T> extends DoFn<String, T> {
    private static final long serialVersionUID = 1;

    private final List<String> columns;
    private final SerializableFunction<GenericRecord, T> parse;

    private final boolean counted;

    ReadFn(List<String> columns, SerializableFunction<GenericRecord, T> parse, boolean counted) {
      this.counted = counted;
      this.columns = columns;
      this.parse = parse;
    }

    @ProcessElement
    public void read(@Element String file, OutputReceiver<T> output) throws IOException {
      ParquetFile parquet = ParquetFile.of(file);
      try (ReadMeter meter = counted ? parquet.meter() : parquet.meter().again();
          ParquetReader<GenericRecord> rows =
              parquet.rows(field -> columns.contains(field.name()))) {
        for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
          output.output(parse.apply(row));
          meter.record();
        }
      }
    }
  }
}
