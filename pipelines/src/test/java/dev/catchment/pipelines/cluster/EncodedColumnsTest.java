package dev.catchment.pipelines.cluster;

import static org.junit.Assert.assertEquals;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ModelJson;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;

/** Every option that says how columns become features has an effect. */
public class EncodedColumnsTest {
  private static final String TABLE =
      """
      orders,revenue,age,country,city
      1,10,20,DE,Bonn
      2,10000,30,DE,Rom
      3,20,40,FR,Rom
      4,30,50,FR,"Rom"
      5,,60,IT,Bonn
      """;

  @Rule public final Workspace folder = new Workspace();

  private final ClusterRuns runs = new ClusterRuns(folder);

  @Test
  public void columnsBecomeTheFeaturesThatAreAskedFor() {
    runs.cluster(
            TABLE,
            "--features=orders",
            "--log=revenue",
            "--quantile=age",
            "--oneHot=country",
            "--frequency=city",
            "--k=2")
        .expect(ExitStatus.DONE);
    ClusterModel model = model();
    assertEquals(
        List.of("orders", "revenue", "age", "country=DE", "country=FR", "country=other", "city"),
        model.space().features());
    assertEquals(
        List.of("orders", "revenue", "age", "country", "city"), model.encoding().columns());
    double[] mean = IntStream.range(0, 7).mapToDouble(model.space().scaler()::mean).toArray();
    assertEquals(3, mean[0], 0);
    assertEquals((Math.log(11) + Math.log(10001) + Math.log(21) + Math.log(31)) / 4, mean[1], 1e-9);
    assertEquals(0.5, mean[2], 0);
    assertEquals(0.4, mean[3], 1e-9);
    assertEquals(0.2, mean[5], 1e-9);
    assertEquals((2 * 0.4 + 3 * 0.6) / 5, mean[6], 1e-9);
  }

  @Test
  public void theMostFrequentCategoriesAloneAreFeatures() {
    runs.cluster(TABLE, "--features=orders", "--oneHot=city", "--categories=1", "--k=2")
        .expect(ExitStatus.DONE);
    assertEquals(List.of("orders", "city=Rom", "city=other"), runs.summary().features());
  }

  @Test
  public void textsAloneAreEnough() {
    runs.cluster("name\nann\nbob\nann\nbob\n", "--oneHot=name", "--k=2").expect(ExitStatus.DONE);
    assertEquals(List.of("name=ann", "name=bob"), runs.summary().features());
    assertEquals("1010", runs.clusters());
  }

  @Test
  public void anEmptyCellIsTheMeanTheMedianOrADroppedRow() {
    String table = "x,name\n0,a\n0,b\n100,c\n0,d\n,e\n90,f\n";
    runs.cluster(table, "--k=2").expect(ExitStatus.DONE);
    assertEquals(38, model().space().scaler().mean(0), 1e-9);
    assertEquals(1, model().table().missing(0));
    runs.cluster(table, "--k=2", "--missing=median").expect(ExitStatus.DONE);
    assertEquals(190 / 6.0, model().space().scaler().mean(0), 1e-9);
    assertEquals(0, model().table().missing(0));
    runs.cluster(table, "--k=2", "--missing=drop")
        .expect(ExitStatus.DONE)
        .complains("1 rows were left out: {missing_x=1}");
    assertEquals("00101", runs.clusters());
    assertEquals(Map.of("missing_x", 1L), runs.summary().rejectedByReason());
  }

  @Test
  public void aWeightDecidesWhichColumnTellsRowsApart() {
    String table = "x,y\n0,0\n0,1\n1,0\n1,1\n";
    runs.cluster(table, "--k=2", "--components=0", "--weight=x=3").expect(ExitStatus.DONE);
    assertEquals("0011", runs.clusters());
    runs.cluster(table, "--k=2", "--components=0", "--weight=x=0.5").expect(ExitStatus.DONE);
    assertEquals("0101", runs.clusters());
  }

  @Test
  public void wrongEncodingsAreNamedBeforeAnythingStarts() {
    refused("--oneHot=contry").complains("--oneHot: there is no column contry", "country?");
    refused("--log=age", "--quantile=age").complains("--quantile names age", "--log");
    refused("--weight=age=0", "--features=age").complains("--weight=age=0", "0.000001");
    refused("--weight=age").complains("--weight=age is not right");
    refused("--categories=0").complains("--categories=0 is not right", "1 to 1000");
    refused("--missing=zero").complains("--missing=zero is not right");
    refused("--features=age", "--oneHot=city", "--categories=2", "--components=5")
        .complains("--components=5 is not from 0 to 4");
  }

  private Cli.Result refused(String... options) {
    return runs.cluster(TABLE, options).expect(ExitStatus.USAGE);
  }

  private ClusterModel model() {
    return ModelJson.read(String.join("\n", runs.lines("out/model.json")), "model.json");
  }
}
