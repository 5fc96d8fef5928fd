package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What the jobs after collect answer to wrong configurations and inputs. */
public class LaterJobsTest {
  private static final String CONFIG =
      Workspace.CONFIG
          + """
          identity: {namespaces: [customer]}
          profile:
            asOf: 2026-02-01
            features:
              orders: {count: events}
              revenue: {sum: properties.amount}
          audiences:
            buyers: {rule: orders > 0, export: [orders]}
          """;

  @Rule public final Workspace work = new Workspace();

  @Before
  public void configure() {
    work.write("catchment.yaml", CONFIG);
  }

  @Test
  public void aWrongFeatureIsNamedWithItsLine() {
    work.write("store/events/dt=2026-01-01/part-00000.parquet", "not read");
    profile("sum: properties.amount", "smu: properties.amount")
        .complains(":15: profile.features.revenue.smu: unknown key smu; did you mean sum?");
    profile("sum: properties.amount", "sum: properties.amuont")
        .complains(":15: profile.features.revenue:", "did you mean properties.amount?");
    profile("sum: properties.amount", "sum: event")
        .complains(":15: profile.features.revenue: feature revenue looks at field event");
    profile("sum: properties.amount", "sum: event, count: events")
        .complains(":15: profile.features.revenue: needs exactly one operator");
    profile("sum: properties.amount", "cel: orders + order, type: integer")
        .complains(":15: profile.features.revenue: rule revenue is wrong", "did you mean orders?");
    profile("sum: properties.amount", "cel: orders, type: boolean")
        .complains(":15: profile.features.revenue:", "where boolean is wanted");
    profile("asOf: 2026-02-01", "asOf: soon").complains(":12: profile.asOf: soon is not a day");
    profile("identity: {namespaces: [customer]}\n", "").complains("identity: the key namespaces");
  }

  @Test
  public void aStoreThatIsMissingIsNamedWithTheJobThatMakesIt() {
    refused("profile", "--config=" + config(), "--store=" + work.path("none"))
        .complains("there is no event store in " + work.path("none"), "run collect --output=");
    refused("audience", "--config=" + config(), "--store=" + work.path("none"), output())
        .complains("there are no profiles in " + work.path("none"), "run profile --store=");
  }

  @Test
  public void aTableThatCannotBeClusteredIsRefused() {
    cluster("--input=" + work.path("none.csv")).complains("none.csv");
    cluster(in(), "--features=amuont").complains("no column amuont; did you mean amount?");
    cluster(in(), "--features=amount,amount").complains("--features names amount twice");
    cluster(in(), "--k=0")
        .complains(
            "--k=0 is not right: a whole number from 1 to 1000, or auto, is wanted, such as 4.");
    cluster(in(), "--features=amount", "--components=2").complains("is not from 0 to 1");
    work.write("in.csv", "");
    cluster(in()).complains("in.csv is empty: a header line");
  }

  @Test
  public void aTableWithoutNumbersFailsAndLeavesNothing() {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Cli.run("cluster", in(), "--features=customer", output())
        .expect(ExitStatus.FAILED)
        .complains("failed: there are no rows to cluster: none has a number in every feature");
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
  }

  @Test
  public void aStoreStandsForItsProfilesAndAModelMustFitThem() {
    String store = work.path("store").toString();
    work.collect().expect(ExitStatus.DONE);
    Cli.run("profile", "--config=" + config(), "--store=" + store)
        .expect(ExitStatus.DONE)
        .says("2 people");
    refused("profile", "--config=" + config(), "--store=" + store)
        .complains(store + "/identities exists: add --overwrite to replace it");
    Cli.run("cluster", "--input=" + store, "--output=" + work.path("k"), "--k=2", "--components=0")
        .expect(ExitStatus.DONE)
        .says("2 rows in 2 clusters", "by orders, revenue");
    refused(
            "audience",
            "--config=" + config(),
            "--store=" + store,
            "--model=" + work.path("in.csv"),
            output())
        .complains("--model: " + work.path("in.csv"), "not JSON");
    Cli.run("cluster", "--input=" + store, "--output=" + work.path("log"), "--k=2", "--log=revenue")
        .expect(ExitStatus.DONE);
    refused(
            "audience",
            "--config=" + config(),
            "--store=" + store,
            "--model=" + work.path("log/model.json"),
            output())
        .complains("clusters by more than plain numbers");
    work.write("catchment.yaml", CONFIG.replace("[orders]", "[oders]"));
    refused("audience", "--config=" + config(), "--store=" + store, output())
        .complains(":17: audiences.buyers.export.0:", "did you mean orders?");
    work.write("catchment.yaml", CONFIG.replace("orders > 0", "order > 0"));
    refused("audience", "--config=" + config(), "--store=" + store, output())
        .complains(":17: audiences.buyers.rule:", "at line 1, column 1", "did you mean orders?");
  }

  private Cli.Result profile(String text, String replacement) {
    assertTrue(text, CONFIG.contains(text));
    work.write("catchment.yaml", CONFIG.replace(text, replacement));
    return refused("profile", "--config=" + config(), "--store=" + work.path("store"));
  }

  private Cli.Result cluster(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(0, "cluster");
    arguments.add(output());
    return refused(arguments.toArray(String[]::new));
  }

  private Cli.Result refused(String... arguments) {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Cli.Result result = Cli.run(arguments).expect(ExitStatus.USAGE);
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    return result;
  }

  private String config() {
    return work.path("catchment.yaml").toString();
  }

  private String in() {
    return "--input=" + work.path("in.csv");
  }

  private String output() {
    return "--output=" + work.path("output");
  }
}
