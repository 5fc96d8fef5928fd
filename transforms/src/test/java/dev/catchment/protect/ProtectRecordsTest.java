package dev.catchment.protect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class ProtectRecordsTest {
  @Rule public final TestPipeline pipeline = TestPipeline.create();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path key;

  @Before
  public void makeKey() throws IOException {
    key = folder.getRoot().toPath().resolve("key.json");
    PseudonymKey.createIfAbsent(key);
  }

  @Test
  public void pseudonymizesPersonalColumnsAndMarksThoseOfTheWrongKind() {
    PCollectionTuple outputs =
        pipeline
            .apply(
                Create.of(
                        record(1, "Jane@Example.com", "red"),
                        record(2, "jane@example.com ", "blue"),
                        record(3, "no address", "green"),
                        record(4, null, "grey"))
                    .withCoder(RawRecordCoder.of()))
            .apply(
                ProtectRecords.withKey(key.toString()).withPersonal(Map.of(0, PersonalKind.EMAIL)));
    PAssert.that(outputs.get(ProtectRecords.RECORDS))
        .satisfies(
            records -> {
              Set<String> pseudonyms = new HashSet<>();
              for (RawRecord record : records) {
                long line = record.position().line();
                if (line <= 2) {
                  pseudonyms.add(record.column(0));
                }
                if (line == 3) {
                  assertFalse(record.column(0).contains("address"));
                }
                assertEquals(line == 3, record.isInvalid(0));
                assertEquals(line == 4, record.column(0) == null);
                assertTrue(Set.of("red", "blue", "green", "grey").contains(record.column(1)));
              }
              assertEquals(1, pseudonyms.size());
              return null;
            });
    pipeline.run();
  }

  @Test
  public void withholdsWhatIsNotGrantedAndCountsIt() {
    PCollectionTuple outputs =
        pipeline
            .apply(
                Create.of(
                        record(1, "a@example.com", " YES "),
                        record(2, "b@example.com", "no"),
                        record(3, "c@example.com", "perhaps"),
                        record(4, "d@example.com", null))
                    .withCoder(RawRecordCoder.of()))
            .apply(
                ProtectRecords.withKey(key.toString())
                    .withConsent(new ConsentColumn(1, Set.of("yes"))));
    PAssert.that(outputs.get(ProtectRecords.RECORDS))
        .satisfies(
            records -> {
              Set<Long> lines = new HashSet<>();
              records.forEach(record -> lines.add(record.position().line()));
              assertEquals(Set.of(1L, 4L), lines);
              return null;
            });
    PAssert.that(outputs.get(Tallies.TAG).apply(Sum.longsPerKey()))
        .containsInAnyOrder(List.of(KV.of("withheld/crm", 2L)));
    pipeline.run();
  }

  private static RawRecord record(long line, String... columns) {
    return RawRecord.of("crm", new Position("crm.csv", line), columns);
  }
}
