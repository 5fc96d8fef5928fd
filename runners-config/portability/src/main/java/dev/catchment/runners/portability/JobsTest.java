package dev.catchment.runners.portability;

import dev.catchment.pipelines.Cli;
import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** Every job writes on the runner under test what it writes on the Direct runner, byte for byte. */
@Category(NeedsRunner.class)
public class JobsTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  @Test
  public void theJobsOnAWorldGiveTheSameBytes() throws IOException {
    String config = "--config=" + Cli.repositoryFile("test-data/demo/catchment.yaml");
    String key = "--key=" + FOLDER.getRoot() + "/key.json";
    Twins twins = new Twins("a made-up world", FOLDER.newFolder("world").toPath());
    twins.add("generate", "--people=300", "--days=60", "--output=DIR/world");
    twins.add(
        "collect",
        config,
        "--input=web=DIR/world/web/*.jsonl.gz",
        "--input=app=DIR/world/app/*.jsonl",
        "--input=orders=DIR/world/orders/*.csv",
        "--input=crm=DIR/world/crm/*.csv",
        key,
        "--output=DIR/store");
    twins.add("profile", config, "--store=DIR/store", "--format=csv");
    twins.add(
        "cluster",
        "--input=DIR/store",
        "--features=recency_days,app_share",
        "--log=revenue",
        "--quantile=orders",
        "--oneHot=city",
        "--missing=median",
        "--k=auto",
        "--output=DIR/encoded");
    twins.add(
        "cluster",
        "--input=DIR/store",
        "--model=DIR/encoded/model.json",
        "--where=orders > 1.0",
        "--output=DIR/assigned");
    twins.add(
        "cluster",
        "--input=DIR/store",
        "--features=recency_days,sessions,orders",
        "--where=customer_id != null",
        "--output=DIR/clusters");
    twins.add(
        "audience",
        config,
        "--store=DIR/store",
        "--model=DIR/clusters/model.json",
        "--output=DIR/audiences");
    twins.add(
        "lookalike",
        "--profiles=DIR/store",
        "--seedAudience=DIR/audiences/app-lovers.csv",
        "--reach=0.2",
        "--minimum=10",
        "--output=DIR/lookalike");
    twins.add("demo", "--world=DIR/world", key, "--output=DIR/demo");
    twins.check();
  }

  @Test
  public void theJobsOnOnlineRetailGiveTheSameBytes() throws IOException {
    Path input = SharedData.file("online-retail/online_retail_full.csv.gz");
    String config = "--config=" + Cli.repositoryFile("test-data/online-retail/catchment.yaml");
    Twins twins = new Twins("Online Retail", FOLDER.newFolder("retail").toPath());
    twins.add("collect", config, "--input=" + input, "--output=DIR/store");
    twins.add("profile", config, "--store=DIR/store", "--format=csv");
    twins.add(
        "cluster",
        "--input=DIR/store",
        "--features=recency_days,frequency,monetary",
        "--output=DIR/clusters");
    twins.add(
        "audience",
        config,
        "--store=DIR/store",
        "--model=DIR/clusters/model.json",
        "--output=DIR/audiences");
    twins.check();
  }
}
