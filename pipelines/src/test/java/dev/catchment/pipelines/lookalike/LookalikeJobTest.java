package dev.catchment.pipelines.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.lookalike.LookalikeJson;
import dev.catchment.lookalike.LookalikeModel;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class LookalikeJobTest {
  private static final int PEOPLE = 300;
  private static final String FEATURES = "--features=orders,days_away,site";

  @Rule public final Workspace folder = new Workspace();

  /**
   * 300 people, of whom every third buys and is seldom away; of those every second is a seed. A
   * constant column, a text, an id that repeats, and rows that are wrong.
   */
  @Before
  public void writeTable() {
    Random random = new Random(5);
    StringBuilder table = new StringBuilder("profile_id,orders,days_away,site,country\n");
    StringBuilder seeds = new StringBuilder("profile_id,note\n");
    for (int index = 0; index < PEOPLE; index++) {
      boolean buyer = index % 3 == 0;
      double orders = (buyer ? 4 : 2) + random.nextGaussian();
      double away = (buyer ? 20 : 30) + 8 * random.nextGaussian();
      table.append(
          "p%03d,%.3f,%.2f,7,%s\n".formatted(index, orders, away, index % 2 == 0 ? "de" : "fr"));
      if (index % 6 == 0) {
        seeds.append("p%03d,x\n".formatted(index));
      }
    }
    table.append("p001,9,9,7,fr\np900,many,1,7,de\n,1,1,7,de\n");
    folder.write("people.csv", table.toString());
    folder.write("seeds.csv", seeds.append("p000,again\nnobody,\n").toString());
  }

  @Test
  public void writesThePeopleMostLikeTheSeedsAndWhatItFound() throws IOException {
    lookalike(FEATURES, "--reach=100")
        .expect(ExitStatus.DONE)
        .says("100 people like 50 of 51 seeds; AUC 0.", "orders: each standard deviation (")
        .complains(
            "the same for all people and left out: site",
            "1 rows repeat an id",
            "2 rows were left out: {invalid_orders=1, missing_id=1}");

    List<String> rows = Files.readAllLines(folder.path("out/lookalike.csv"));
    assertEquals("profile_id,score", rows.get(0));
    assertEquals(101, rows.size());
    LookalikeModel model = model();
    double last = 1;
    int buyers = 0;
    for (String row : rows.subList(1, rows.size())) {
      int id = Integer.parseInt(row.substring(1, 4));
      double score = Double.parseDouble(row.split(",", -1)[1]);
      assertTrue("no seed", id % 6 != 0);
      assertTrue("by score", score <= last);
      last = score;
      buyers += id % 3 == 0 ? 1 : 0;
    }
    assertTrue(buyers + " of 50 buyers", buyers >= 40);
    assertEquals(List.of("orders", "days_away"), names(model));
    assertTrue(model.drivers().get(0).weight() > 0);
    assertTrue(model.drivers().get(1).weight() < 0);

    List<String> curve = Files.readAllLines(folder.path("out/curve.csv"));
    assertEquals("reach,people,recall,precision,lift", curve.get(0));
    assertEquals(101, curve.size());
    assertTrue(curve.get(100).startsWith("1.0,250,1.0,"));
    String report = Files.readString(folder.path("out/report.html"));
    assertTrue(report.contains("each standard deviation ("));

    LookalikeSummary summary = summary();
    assertEquals(PEOPLE + 3, summary.read());
    assertEquals(PEOPLE, summary.accepted());
    assertEquals(1, summary.duplicate());
    assertEquals(Map.of("invalid_orders", 1L, "missing_id", 1L), summary.rejectedByReason());
    assertEquals(
        summary.read(),
        summary.accepted() + summary.rejected() + summary.filtered() + summary.duplicate());
    assertEquals(51, summary.seedsGiven());
    assertEquals(50, summary.seedsFound());
    assertEquals(1, summary.seedsMissing());
    assertEquals(1, summary.seedsRepeated());
    assertEquals(100, summary.people());
    assertTrue(summary.betterThanChance());
  }

  @Test
  public void aListOfIdsDoesAndTheOrderOfTheRowsDoesNotMatter() throws IOException {
    lookalike(FEATURES, "--reach=0.4").expect(ExitStatus.DONE);
    String people = Files.readString(folder.path("out/lookalike.csv"));
    String model = Files.readString(folder.path("out/model.json"));
    assertEquals("100 of 250", 101, people.lines().count());

    List<String> rows = new ArrayList<>(Files.readAllLines(folder.path("people.csv")));
    String header = rows.remove(0);
    Collections.shuffle(rows.subList(2, PEOPLE), new Random(1));
    folder.write("people.csv", header + "\n" + String.join("\n", rows) + "\n");
    List<String> seeds = Files.readAllLines(folder.path("seeds.csv"));
    folder.write(
        "seeds.csv",
        String.join("\n", seeds.stream().skip(1).map(row -> row.split(",", -1)[0]).toList()));
    lookalike(FEATURES, "--reach=0.4", "--overwrite").expect(ExitStatus.DONE);
    assertEquals(people, Files.readString(folder.path("out/lookalike.csv")));
    assertEquals(model, Files.readString(folder.path("out/model.json")));
  }

  @Test
  public void aConditionSaysWhoTakesPart() {
    lookalike("--where=country == 'de'", "--features=orders").expect(ExitStatus.DONE);
    LookalikeSummary summary = summary();
    assertEquals(151, summary.filtered());
    assertEquals(50, summary.seedsFound());
    assertEquals(100, summary.people());
  }

  @Test
  public void seedsThatAreLikeTheOthersAreTold() {
    StringBuilder seeds = new StringBuilder();
    new Random(3)
        .ints(0, PEOPLE)
        .distinct()
        .limit(60)
        .forEach(id -> seeds.append("p%03d\n".formatted(id)));
    folder.write("seeds.csv", seeds.toString());
    lookalike().expect(ExitStatus.DONE).complains("the seeds cannot be told from the others");
    assertFalse(summary().betterThanChance());
  }

  @Test
  public void wrongOptionsAreNamedBeforeAnythingStarts() {
    refused("--id=profile")
        .complains("--seedAudience", "no column profile; did you mean profile_id?");
    refused("--features=order")
        .complains("--features: there is no column order; did you mean orders?");
    refused("--features=orders,orders").complains("--features names orders twice");
    refused("--features=profile_id")
        .complains("--features names profile_id, the column of the ids");
    refused("--where=order > 1.0").complains("--where", "did you mean orders?");
    refused("--reach=20")
        .complains("--reach=20 is fewer people than --minimum=50", "raise --reach");
    refused("--reach=many").complains("--reach=many is not right", "a share above 0 to 1");
    refused("--reach=0").complains("--reach=0 is not right");
    refused("--reach=1.5").complains("--reach=1.5 is not right");
    refused("--minimum=9").complains("--minimum=9 is not right: a whole number of at least 10");
    refused("--minimum=80")
        .complains("seeds.csv names 51 different ids, fewer than --minimum=80", "give more seeds");
    refused("--seed-audience=x").complains("--seedAudience is given twice");
  }

  @Test
  public void wrongFilesAreNamedBeforeAnythingStarts() {
    folder.write("seeds.csv", "");
    refused().complains("--seedAudience: ", "seeds.csv is empty; give a file of ids");
    folder.write("seeds.csv", "profile_id\n\n");
    refused().complains("seeds.csv names no id; give at least 50");
    folder.write("seeds.csv", "profil_id,age\np000,3\n");
    refused().complains("seeds.csv has no column profile_id; did you mean profil_id?", "--id");
    folder.write("seeds.csv", "profil_id\np000\n");
    refused().complains("seeds.csv has no column profile_id; did you mean profil_id?");
    folder.write("seeds.csv", "profile_id,age\np000,3\n,4\n");
    refused().complains("seeds.csv:3: the column profile_id is empty; remove the line");
    folder.write("seeds.csv", "p000\np001,4\n");
    refused().complains("seeds.csv:2: expected 1 fields, found 2; correct or remove the line");
    assertTrue(folder.path("seeds.csv").toFile().delete());
    refused().complains("--seedAudience: no file matches", "seeds.csv");
    writeTable();
    folder.write("people.csv", "profile_id,name\np000,x\n");
    refused().complains("people.csv has no column of numbers to compare people by", "name");
    assertTrue(folder.path("people.csv").toFile().delete());
    refused().complains("--profiles: no table in");
  }

  @Test
  public void whatOnlyTheDataShowsFailsAndLeavesNothing() throws IOException {
    List<String> rows = Files.readAllLines(folder.path("people.csv"));
    folder.write("people.csv", String.join("\n", rows.subList(0, 200)) + "\n");
    failed().complains("34 of the seeds are in the table, fewer than the minimum of 50");
    folder.write(
        "people.csv",
        String.join("\n", rows.stream().filter(LookalikeJobTest::isSeed).toList()) + "\n");
    failed().complains("all 50 people of the table are seeds");
    writeTable();
    failed(FEATURES, "--reach=0.1")
        .complains("25 of the 250 people who are no seeds would be found");
    failed("--features=site").complains("all people are the same in site");
  }

  private static boolean isSeed(String row) {
    return row.startsWith("profile_id")
        || (row.matches("p[0-2].*") && Integer.parseInt(row.substring(1, 4)) % 6 == 0);
  }

  private Cli.Result lookalike(String... options) {
    List<String> all = new ArrayList<>(List.of("lookalike"));
    all.add("--profiles=" + folder.path("people.csv"));
    all.add("--seedAudience=" + folder.path("seeds.csv"));
    all.add("--output=" + folder.path("out"));
    all.addAll(List.of(options));
    Cli.Result result = Cli.run(all.toArray(String[]::new));
    assertFalse("no id is told", (result.out() + result.err()).matches("(?s).*\\bp\\d{3}\\b.*"));
    return result;
  }

  private Cli.Result refused(String... options) {
    return leavesNothing(ExitStatus.USAGE, options);
  }

  private Cli.Result failed(String... options) {
    return leavesNothing(ExitStatus.FAILED, options);
  }

  private Cli.Result leavesNothing(ExitStatus status, String... options) {
    FileSnapshot before = FileSnapshot.of(folder.getRoot().toPath());
    Cli.Result result = lookalike(options).expect(status);
    assertEquals(before, FileSnapshot.of(folder.getRoot().toPath()));
    return result;
  }

  private LookalikeSummary summary() {
    return LookalikeSummary.read(folder.path("out/summary.json").toString());
  }

  private LookalikeModel model() throws IOException {
    return LookalikeJson.read(Files.readString(folder.path("out/model.json")), "model.json");
  }

  private static List<String> names(LookalikeModel model) {
    return model.drivers().stream().map(driver -> driver.name()).toList();
  }
}
