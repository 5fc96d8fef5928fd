package dev.catchment.read;

import com.google.common.base.Splitter;
import dev.catchment.account.Outcome;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import java.util.List;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.TypedRead;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServicesImpl;
import org.apache.beam.sdk.io.gcp.bigquery.SchemaAndRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the rows of a {@link BigQueryTable} through Beam's BigQueryIO. The outputs are those of
 * {@link ReadRecords}; no row is rejected here. BigQuery hands its rows out in Avro's form, so
 * texts and dotted paths are those of Avro.
 *
 * <p>Rows have no number in BigQuery, so the position of each is the table and 0. A table that is
 * not exported is read as it stands when the reading begins, and its used columns alone.
 */
public final class ReadBigQuery extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final BigQueryTable table;
  private final List<String> columns;
  private final BigQueryServices services;

  private ReadBigQuery(
      String source, BigQueryTable table, List<String> columns, BigQueryServices services) {
    this.source = source;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.services = services;
  }

  /** Reads columns, dotted paths, of a table as records of a source. */
  public static ReadBigQuery from(String source, BigQueryTable table, List<String> columns) {
    return new ReadBigQuery(source, table, columns, new BigQueryServicesImpl());
  }

  /** Asks other services than Google's own, such as those that Beam publishes for tests. */
  public ReadBigQuery withServices(BigQueryServices other) {
    return new ReadBigQuery(source, table, columns, other);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple outputs =
        input
            .apply("Rows", rows())
            .apply(
                "Count",
                ParDo.of(new CountFn(source))
                    .withOutputTags(
                        ReadRecords.RECORDS,
                        TupleTagList.of(ReadRecords.REJECTED).and(Tallies.TAG)));
    return ReadRecords.withCoders(outputs);
  }

  /** What Beam would check was checked by {@link BigQueryCheck}. */
  private TypedRead<RawRecord> rows() {
    TypedRead<RawRecord> read =
        BigQueryIO.read(new RowFn(source, table.label(), columns))
            .withCoder(RawRecordCoder.of())
            .withTestServices(services)
            .withoutValidation()
            .useAvroLogicalTypes()
            .withMethod(
                table.isExported() ? TypedRead.Method.EXPORT : TypedRead.Method.DIRECT_READ);
    if (table.table() == null) {
      TypedRead<RawRecord> query = read.fromQuery(table.query()).usingStandardSql();
      return table.tempDataset() == null ? query : query.withQueryTempDataset(table.tempDataset());
    }
    TypedRead<RawRecord> whole = read.from(BigQueryCheck.reference(table.table()));
    return table.isExported() ? whole : whole.withSelectedFields(fields());
  }

  /** The outermost fields that the columns lie in. */
  private List<String> fields() {
    return columns.stream()
        .map(column -> Splitter.on('.').split(column).iterator().next())
        .distinct()
        .toList();
  }

  private static final class RowFn implements SerializableFunction<SchemaAndRecord, RawRecord> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final String label;
    private final List<String> columns;
    private transient List<AvroColumn> picked;

    RowFn(String source, String label, List<String> columns) {
      this.source = source;
      this.label = label;
      this.columns = columns;
    }

    @Override
    public RawRecord apply(SchemaAndRecord row) {
      if (picked == null) {
        picked = AvroColumn.of(label, row.getRecord().getSchema(), columns);
      }
      return RawRecord.adopt(
          source, new Position(label, 0), AvroColumn.texts(picked, row.getRecord()));
    }
  }

  private static final class CountFn extends DoFn<RawRecord, RawRecord> {
    private static final long serialVersionUID = 1;

    private final String source;
    private transient ReadMeter meter;
    private transient long read;

    CountFn(String source) {
      this.source = source;
    }

    @StartBundle
    public void start() {
      meter = ReadMeter.ofRecords();
      read = 0;
    }

    @ProcessElement
    public void count(@Element RawRecord record, OutputReceiver<RawRecord> records) {
      read++;
      meter.record();
      records.output(record);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      meter.close();
      Tallies tallies = new Tallies();
      tallies.add(Outcome.READ, source, read);
      tallies.flush(context);
    }
  }
}
