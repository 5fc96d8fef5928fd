package dev.catchment.pipelines.generate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

public class GenerateWorldTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void sameSeedGivesSameBytesWhateverTheParallelism() {
    Map<String, String> one = generate("one", "--seed=3", "--targetParallelism=1").everyByte();
    Map<String, String> four = generate("four", "--seed=3", "--targetParallelism=4").everyByte();

    assertEquals(one.keySet(), four.keySet());
    one.forEach((file, bytes) -> assertTrue(file, bytes.equals(four.get(file))));
  }

  @Test
  public void anotherSeedGivesAnotherWorld() {
    Map<String, String> three = generate("three", "--seed=3").everyByte();
    Map<String, String> four = generate("four", "--seed=4").everyByte();

    three.forEach((file, bytes) -> assertNotEquals(file, bytes, four.get(file)));
  }

  @Test
  public void optionsSayHowLongTheWorldLastsAndHowManyLiveInIt() {
    World world = generate("world", "--people=40", "--days=3", "--start=2027-02-27");

    assertEquals(
        List.of("web/2027-02-27.jsonl.gz", "web/2027-02-28.jsonl.gz", "web/2027-03-01.jsonl.gz"),
        world.files("web/"));
    assertEquals(List.of("orders/orders.csv"), world.files("orders/"));
    assertEquals(40, world.table("truth/people.csv").size());
  }

  @Test
  public void theSmallestWorldIsComplete() {
    World world = generate("world", "--people=1", "--days=1");

    assertEquals(
        List.of(
            "truth/bad_records.csv",
            "truth/identifiers.csv",
            "truth/people.csv",
            "truth/raw_values.csv"),
        world.files("truth/"));
    assertEquals(1, world.table("truth/people.csv").size());
    for (String source : List.of("web/", "app/", "orders/", "crm/")) {
      assertEquals(source, 1, world.files(source).size());
    }
  }

  @Test
  public void valuesOutOfRangeAreRefusedByName() {
    LocalDate start = LocalDate.of(2026, 1, 1);
    assertMessage("people is 0, valid is 1 to 20000000", () -> new WorldSpec(0, 90, 7, start));
    assertMessage("days is -1, valid is 1 to 3650", () -> new WorldSpec(1, -1, 7, start));
  }

  @Test
  public void defaultsAreThoseOfTheDescriptions() {
    GenerateOptions options = PipelineOptionsFactory.create().as(GenerateOptions.class);

    assertEquals(new WorldSpec(2000, 90, 7, LocalDate.of(2026, 1, 1)), GenerateJob.spec(options));
  }

  private static void assertMessage(String message, ThrowingRunnable world) {
    Exception refused = assertThrows(IllegalArgumentException.class, world);
    assertEquals(message, refused.getMessage());
  }

  private World generate(String name, String... options) {
    Path directory = folder.getRoot().toPath().resolve(name);
    List<String> all = new ArrayList<>(List.of("--people=230", "--days=9"));
    for (String option : options) {
      String key = option.substring(0, option.indexOf('=') + 1);
      all.removeIf(each -> each.startsWith(key));
      all.add(option);
    }
    return World.generate(directory, all.toArray(String[]::new));
  }
}
