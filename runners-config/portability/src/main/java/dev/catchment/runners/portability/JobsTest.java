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
    twins.add(
        "query",
        "--input=lines=text:DIR/world/orders/*.csv",
        "--sql=SELECT UPPER(line) AS line FROM lines",
        "--output=DIR/lines");
    twins.add(
        "query",
        "--input=data=DIR/store/profiles",
        "--sql=SELECT new_column, AVG(column1) AS column1, AVG(column2) AS column2"
            + " FROM (SELECT orders + sessions AS new_column, orders AS column1,"
            + " revenue AS column2 FROM data) GROUP BY new_column",
        "--output=DIR/means",
        "--plot=scatter:new_column,column2");
    twins.add(
        "query",
        "--input=data=DIR/means/result.csv",
        "--sql=SELECT new_column, column1 FROM data WHERE column2 > 0",
        "--then=SELECT MAX(new_column) AS new_column, MAX(column1) AS column1 FROM result",
        "--output=DIR/greatest.csv",
        "--plot=hist:new_column");
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
