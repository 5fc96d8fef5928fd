package dev.catchment.pipelines.audience;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.profile.ProfileSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Profiles and audiences of a small store, from the records to the tables. */
public class AudienceJobTest {
  private static final String PEOPLE =
      """
      identity: {namespaces: [customer], person: [customer]}
      profile:
        asOf: 2026-02-01
        features:
          customer: {last: identifiers.customer}
          orders: {count: events}
          amount: {sum: properties.amount}
          recency: {recency: days}
          basket: {cel: amount / double(orders)}
      """;

  @Rule public final Workspace folder = new Workspace();

  @Before
  public void collect() {
    folder.write(
        "in.csv",
        Workspace.HEADER
            + "1,2026-01-01,ann,5\n2,2026-01-31,ann,7\n3,2026-01-30,bob,1\n4,2026-01-30,cid,\n");
    Cli.run("collect", config(""), "--output=" + folder.path("store")).expect(ExitStatus.DONE);
  }

  @Test
  public void profilesAreFeaturesPerPersonAndAudiencesTheirRules() throws IOException {
    String config =
        config(
            """
            audiences:
              big: {rule: amount > 1.0 && recency < 30, export: [customer]}
              none: {rule: orders > 99}
            """);
    profile(config).expect(ExitStatus.DONE).says("3 people");
    List<String> people = Files.readAllLines(folder.path("store/profiles.csv"));
    assertEquals("profile_id,customer,orders,amount,recency,basket", people.get(0));
    assertEquals(
        List.of("ann,2,12.0,1,6.0", "bob,1,1.0,2,1.0", "cid,1,0.0,2,0.0"),
        people.stream().skip(1).map(row -> row.substring(row.indexOf(',') + 1)).sorted().toList());
    assertEquals(
        3, ProfileSummary.read(folder.path("store/profile-summary.json").toString()).profiles());

    audience(config).expect(ExitStatus.DONE).says("1 of 3 profiles in big", "0 of 3");
    List<String> big = Files.readAllLines(folder.path("out/big.csv"));
    assertEquals("profile_id,customer,amount,recency", big.get(0));
    assertEquals(2, big.size());
    assertEquals("ann,12.0,1", big.get(1).substring(big.get(1).indexOf(',') + 1));
    assertEquals(List.of("profile_id,orders"), Files.readAllLines(folder.path("out/none.csv")));
  }

  @Test
  public void rulesMayUseTheClusterOfAModel() throws IOException {
    String config = config("audiences:\n  first: {rule: cluster == 0, export: [customer]}\n");
    profile(config).expect(ExitStatus.DONE);
    Cli.run(
            "cluster",
            "--input=" + folder.path("store/profiles"),
            "--features=amount",
            "--k=2",
            "--output=" + folder.path("clusters"))
        .expect(ExitStatus.DONE);
    audience(config).expect(ExitStatus.USAGE).complains("no field cluster", "--model=");
    audience(config, "--model=" + folder.path("clusters/model.json"))
        .expect(ExitStatus.DONE)
        .says("2 of 3 profiles in first");
    assertEquals(
        List.of("bob,0", "cid,0"),
        Files.readAllLines(folder.path("out/first.csv")).stream()
            .skip(1)
            .map(row -> row.substring(row.indexOf(',') + 1))
            .sorted()
            .toList());
  }

  @Test
  public void wrongUseIsNamedBeforeAnythingStarts() {
    String config = config("audiences:\n  big: {rule: amout > 1.0}\n");
    audience(config).expect(ExitStatus.USAGE).complains("no profiles", "profile --store=");
    profile(config).expect(ExitStatus.DONE);
    audience(config)
        .expect(ExitStatus.USAGE)
        .complains("audiences.big.rule", "no field amout; did you mean amount?");
    audience(config("audiences:\n  big: {rule: amount > 1.0, export: [nam]}\n"))
        .expect(ExitStatus.USAGE)
        .complains("audiences.big.export.0", "there is no feature nam");
    audience(config("")).expect(ExitStatus.USAGE).complains("section audiences is missing");
    assertFalse(Files.exists(folder.path("out")));
  }

  @Test
  public void wrongFeaturesAreNamedWithTheirLine() {
    feature("{sum: properties.amont}", "there is no field properties.amont", "properties.amount");
    feature("{sum: properties.amount, count: events}", "exactly one operator");
    feature("{where: 'true'}", "exactly one operator", "none");
    feature("{share: channel}", "share needs a value");
    feature("{count: events, from: soon}", "soon is not a day or time");
    feature("{count: events, where: properties.amount}", "boolean is wanted");
    feature("{cel: 1 + 'a'}", "wrong");
    assertFalse(Files.exists(folder.path("store/profiles")));
  }

  @Test
  public void aStoreWithoutEventsIsRefused() {
    Cli.run("profile", config(""), "--store=" + folder.path("nowhere"))
        .expect(ExitStatus.USAGE)
        .complains("no event store in", "collect --output=");
  }

  private void feature(String feature, String... words) {
    String config =
        "version: 1\n"
            + Workspace.CONFIG.substring(Workspace.CONFIG.indexOf("sources"))
            + "identity: {namespaces: [customer]}\nprofile:\n  features:\n    wrong: "
            + feature
            + "\n";
    folder.write("wrong.yaml", config);
    Cli.run("profile", "--config=" + folder.path("wrong.yaml"), "--store=" + folder.path("store"))
        .expect(ExitStatus.USAGE)
        .complains(words);
  }

  private String config(String audiences) {
    folder.write("people.yaml", Workspace.CONFIG + PEOPLE + audiences);
    return "--config=" + folder.path("people.yaml");
  }

  private Cli.Result profile(String config) {
    return Cli.run("profile", config, "--store=" + folder.path("store"), "--format=csv");
  }

  private Cli.Result audience(String config, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "audience";
    all[1] = config;
    all[2] = "--store=" + folder.path("store");
    all[3] = "--output=" + folder.path("out");
    System.arraycopy(more, 0, all, 4, more.length);
    return Cli.run(all);
  }
}
