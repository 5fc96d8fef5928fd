package dev.catchment.read;

import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the rows of a {@link JdbcTable}, its ranges in parallel. The outputs are those of {@link
 * ReadRecords}; no row is rejected here. Each range is one query: rows that change meanwhile may be
 * seen in two ranges or in none.
 *
 * <p>Not Beam's JdbcIO, whose partitions leave out rows without a value in the column.
 */
public final class ReadJdbc extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final JdbcTable table;
  private final List<String> columns;
  private final long runTime;

  private ReadJdbc(String source, JdbcTable table, List<String> columns, long runTime) {
    this.source = source;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.runTime = runTime;
  }

  /** Reads columns of a table as records of a source, in a job that started at a time. */
  public static ReadJdbc from(
      String source, JdbcTable table, List<String> columns, java.time.Instant runTime) {
    return new ReadJdbc(source, table, columns, runTime.toEpochMilli());
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple outputs =
        input
            .apply("Start", Impulse.create())
            .apply("Cut", ParDo.of(new CutFn(table)))
            .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
            .apply("Spread", GroupByKey.create())
            .apply(
                "Read",
                ParDo.of(new ReadFn(source, table, columns, runTime))
                    .withOutputTags(
                        ReadRecords.RECORDS,
                        TupleTagList.of(ReadRecords.REJECTED).and(Tallies.TAG)));
    return ReadRecords.withCoders(outputs);
  }

  /** Emits the condition of each range under its number. */
  private static final class CutFn extends DoFn<byte[], KV<Integer, String>> {
    private static final long serialVersionUID = 1;

    private final JdbcTable table;

    CutFn(JdbcTable table) {
      this.table = table;
    }

    @ProcessElement
    public void cut(OutputReceiver<KV<Integer, String>> ranges) throws IOException {
      int number = 0;
      for (String condition : conditions()) {
        number++;
        ranges.output(KV.of(number, condition));
      }
    }

    private List<String> conditions() throws IOException {
      try {
        return JdbcRanges.of(table);
      } catch (SQLException failure) {
        throw table.failed(failure);
      }
    }
  }

  private static final class ReadFn extends DoFn<KV<Integer, Iterable<String>>, RawRecord> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final JdbcTable table;
    private final List<String> columns;
    private final long runTime;
    private transient Tallies tallies;

    ReadFn(String source, JdbcTable table, List<String> columns, long runTime) {
      this.source = source;
      this.table = table;
      this.columns = columns;
      this.runTime = runTime;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(@Element KV<Integer, Iterable<String>> range, MultiOutputReceiver outputs)
        throws IOException {
      for (String condition : range.getValue()) {
        RecordOutput output =
            new RecordOutput(
                source,
                condition.isEmpty() ? table.label() : table.label() + "#" + range.getKey(),
                runTime,
                tallies,
                ReadMeter.ofRecords(),
                outputs.get(ReadRecords.RECORDS)::output,
                outputs.get(ReadRecords.REJECTED)::output);
        try {
          JdbcRows.read(table, condition, columns, Long.MAX_VALUE, output);
        } catch (SQLException failure) {
          throw table.failed(failure);
        }
        output.count();
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
