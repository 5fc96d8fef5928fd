package dev.catchment.protect;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pseudonymises the personal columns of raw records and withholds the records without consent,
 * before any step that can fail.
 *
 * <p>A personal text that is not of its declared kind is pseudonymised as it stands and its column
 * marked invalid, for the cleaning step to reject. Withheld records leave nothing but a count.
 */
public final class ProtectRecords extends PTransform<PCollection<RawRecord>, PCollectionTuple> {
  /** The records that may be used, without personal texts. */
  public static final TupleTag<RawRecord> RECORDS = new TupleTag<>("records") {};

  private static final long serialVersionUID = 1;

  private final String keyFile;
  private final String region;
  private final Map<Integer, PersonalKind> personal;
  private final ConsentColumn consent;

  private ProtectRecords(
      String keyFile, String region, Map<Integer, PersonalKind> personal, ConsentColumn consent) {
    this.keyFile = keyFile;
    this.region = region;
    this.personal = Map.copyOf(personal);
    this.consent = consent;
  }

  /** Protects records with the key of a file, which must exist when the pipeline runs. */
  public static ProtectRecords withKey(String keyFile) {
    return new ProtectRecords(keyFile, "ZZ", Map.of(), null);
  }

  /** Declares the personal columns by slot. */
  public ProtectRecords withPersonal(Map<Integer, PersonalKind> columns) {
    return new ProtectRecords(keyFile, region, columns, consent);
  }

  /** Sets the region whose national telephone numbers are understood, such as {@code GB}. */
  public ProtectRecords withRegion(String iso3166) {
    return new ProtectRecords(keyFile, iso3166, personal, consent);
  }

  /** Withholds records by what a column says of consent. */
  public ProtectRecords withConsent(ConsentColumn column) {
    return new ProtectRecords(keyFile, region, personal, column);
  }

  @Override
  public PCollectionTuple expand(PCollection<RawRecord> records) {
    PCollectionTuple outputs =
        records.apply(
            "Pseudonymize",
            ParDo.of(new ProtectFn(this)).withOutputTags(RECORDS, TupleTagList.of(Tallies.TAG)));
    outputs.get(RECORDS).setCoder(RawRecordCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ProtectFn extends DoFn<RawRecord, RawRecord> {
    private static final long serialVersionUID = 1;

    private final ProtectRecords spec;
    private transient RecordProtector protector;
    private transient Tallies tallies;

    ProtectFn(ProtectRecords spec) {
      this.spec = spec;
    }

    @Setup
    public void readKey() throws IOException {
      protector =
          new RecordProtector(
              spec.personal.isEmpty() ? null : Pseudonymizer.withKey(spec.keyFile),
              spec.region,
              spec.personal,
              spec.consent);
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void protect(@Element RawRecord record, OutputReceiver<RawRecord> out) {
      Optional<RawRecord> safe = protector.protect(record);
      if (safe.isPresent()) {
        out.output(safe.get());
      } else {
        tallies.add(Outcome.WITHHELD, record.source(), 1);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
