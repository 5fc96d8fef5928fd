package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.generate.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The jobs on a generated world, held against the truth that is written beside it. */
public class WorldTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static World world;
  private static PersonalValues personal;
  private static Path collected;

  @BeforeClass
  public static void collect() throws IOException {
    world = World.generate(FOLDER.getRoot().toPath().resolve("world"), "--people=60", "--days=40");
    personal = PersonalValues.of(world);
    assertTrue("values to look for: " + personal.count(), personal.count() > 100);
    collected = FOLDER.getRoot().toPath().resolve("collected");
    collect(Cli.repositoryFile("test-data/demo/catchment.yaml"), collected);
  }

  @Test
  public void theRejectedRecordsAreThoseThatWerePlanted() {
    Set<String> planted = new TreeSet<>();
    for (Map<String, String> row : world.table("truth/bad_records.csv")) {
      if (row.get("outcome").equals("rejected")) {
        planted.add(row.get("file") + ":" + row.get("line") + " " + row.get("reason"));
      }
    }
    Set<String> found = new TreeSet<>();
    for (RejectedLine line : RejectedLine.in(collected.resolve("rejected"))) {
      found.add(
          world.directory().relativize(Path.of(line.file()))
              + ":"
              + line.line()
              + " "
              + line.reason());
    }
    assertTrue("planted: " + planted.size(), planted.size() > 30);
    assertEquals(String.join("\n", planted), String.join("\n", found));
  }

  @Test
  public void theCountsOfEveryOutcomeAreThoseThatWerePlanted() throws IOException {
    Map<String, Long> planted = new TreeMap<>();
    for (Map<String, String> row : world.table("truth/bad_records.csv")) {
      planted.merge(row.get("outcome"), 1L, Long::sum);
    }
    JsonNode summary = new ObjectMapper().readTree(collected.resolve("summary.json").toFile());
    Map<String, Long> counted = new TreeMap<>();
    long sum = summary.get("accepted").asLong();
    for (String outcome : List.of("rejected", "duplicate", "filtered", "withheld")) {
      counted.put(outcome, summary.get(outcome).asLong());
      sum += summary.get(outcome).asLong();
    }
    assertEquals(Set.of("rejected", "duplicate", "filtered", "withheld"), planted.keySet());
    assertEquals(planted, counted);
    assertEquals(summary.get("read").asLong(), sum);
    assertEquals(
        summary.get("accepted").asLong(),
        ParquetText.rowsBelow(collected.resolve("events")).size());
  }

  @Test
  public void noPersonalValueIsInAnythingThatAJobWritesOrSays() {
    Path output = FOLDER.getRoot().toPath().resolve("demo");
    StringBuilder log = new StringBuilder();
    Handler handler = appendingTo(log);
    Logger.getLogger("").addHandler(handler);
    Cli.Result demo;
    try {
      demo =
          Cli.run("demo", "--world=" + world.directory(), "--output=" + output, "--key=" + key())
              .expect(ExitStatus.DONE);
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
    assertTrue(Files.exists(output.resolve("report.html")));
    assertEquals(Set.of(), personal.below(output));
    assertEquals(Set.of(), personal.below(collected));
    assertEquals(Set.of(), personal.in(demo.out() + demo.err() + log));
  }

  @Test
  public void aConfigurationThatDeclaresNothingPersonalIsFoundOut() throws IOException {
    String declared = Files.readString(Cli.repositoryFile("test-data/demo/catchment.yaml"));
    String undeclared = declared.replaceAll("(?m)^ *personal: .*\n", "");
    assertFalse(declared.equals(undeclared));
    Path config = Files.writeString(FOLDER.newFile("undeclared.yaml").toPath(), undeclared);
    Path output = FOLDER.getRoot().toPath().resolve("undeclared");
    collect(config, output);

    Set<String> leaked = personal.below(output.resolve("events"));
    assertTrue("leaked addresses: " + leaked.size(), leaked.size() > 50);
    assertTrue(leaked.stream().anyMatch(value -> value.contains("@")));
    assertTrue(leaked.stream().anyMatch(value -> value.matches("[+0-9() ]+")));
    assertFalse(personal.below(output.resolve("rejected")).isEmpty());
  }

  private static void collect(Path config, Path output) {
    List<String> arguments = new ArrayList<>(world.inputs());
    arguments.addAll(0, List.of("collect", "--config=" + config, "--output=" + output));
    arguments.add("--key=" + key());
    Cli.run(arguments.toArray(String[]::new)).expect(ExitStatus.DONE);
  }

  private static Path key() {
    return FOLDER.getRoot().toPath().resolve("key.json");
  }

  private static Handler appendingTo(StringBuilder log) {
    SimpleFormatter formatter = new SimpleFormatter();
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        synchronized (log) {
          log.append(formatter.format(record));
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
