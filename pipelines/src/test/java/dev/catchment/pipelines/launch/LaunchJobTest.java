package dev.catchment.pipelines.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Launching from files of parameters: right ones, and the mistakes that operators make. */
public class LaunchJobTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void startsTheJobAndPrintsItsCommandLine() throws IOException {
    work.collect("--maxRejected=0.25").expect(ExitStatus.DONE);
    Cli.Result launched =
        launch("collect", good(), "--runner=DirectRunner").expect(ExitStatus.DONE);
    String config = work.path("catchment.yaml").toString();
    assertTrue(
        launched.err(),
        launched
            .err()
            .contains(
                "> catchment collect --config=%s --output=%s --key=%s --maxRejected=0.25 --runner=DirectRunner"
                    .formatted(config, work.path("launched"), work.path("key.json"))));
    assertEquals(
        new String(Files.readAllBytes(work.path("store/summary.json")), UTF_8),
        new String(Files.readAllBytes(work.path("launched/summary.json")), UTF_8));
    assertArrayEquals(events("store"), events("launched"));
  }

  @Test
  public void aRequestOfDataflowServesToo() {
    launch(
            "collect",
            """
            {"launchParameter": {"jobName": "tonight", "environment": {"maxWorkers": 3},
             "parameters": %s}}"""
                .formatted(good()))
        .expect(ExitStatus.DONE)
        .complains("jobName, environment of the file is left aside");
  }

  @Test
  public void theExitStatusIsThatOfTheJob() {
    work.write("in.csv", Workspace.HEADER + "1,soon,c1,5\n");
    launch("collect", good()).expect(ExitStatus.TOO_MANY_REJECTED);
    work.write("launched/batches/000001.json", "{");
    launch("collect", good()).expect(ExitStatus.USAGE).complains("000001.json is no manifest");
  }

  @Test
  public void theCommandLineCanBeTypedAgain() {
    launch(
            "cluster",
            """
            {"input": "it's here.csv", "output": "o", "where": "a > 1 && b == \\"x\\""}""")
        .expect(ExitStatus.USAGE)
        .complains(
            "> catchment cluster --input='it'\\''s here.csv' --output=o --where='a > 1 && b == \"x\"'");
  }

  @Test
  public void allProblemsAreListedAtOnce() {
    refused(
            "collect",
            """
            {
              "confg": "catchment.yaml",
              "output": "store",
              "maxRejected": "2",
              "overwrite": "yes",
              "output": "store2",
              "key": null
            }""")
        .complains(
            "catchment: collect cannot start; there are 6 things to put right:",
            ":2:3: confg is no parameter of collect; did you mean config?",
            ":4:3: maxRejected is 2: a number from 0 to 1 is wanted, such as 0.01. The greatest",
            ":5:3: overwrite is yes: true or false is wanted, such as true.",
            ":6:3: output stands in line 3 already; keep one",
            ":7:3: key is null; leave it out, or give a value.",
            ": config is missing; add \"config\": \"catchment.yaml\". The configuration file");
  }

  @Test
  public void aValueOfTheWrongTypeIsRefusedWithTheRightOne() {
    with("\"input\": [\"a\", \"b\"]")
        .complains("input is a list; write one text with commas between the values, such as");
    with("\"key\": {\"file\": \"x\"}").complains("key is an object; a text is wanted, such as");
    with("\"key\": [\"x\"]").complains("key is a list; a text is wanted");
    with("\"key\": 5").complains("key is a number, 5; a text is wanted: write \"5\"");
    with("\"key\": true").complains("key is a flag, true; a text is wanted: write \"true\"");
    with("\"maxRejected\": true").complains("maxRejected is a flag, true; a number from 0 to 1");
    with("\"overwrite\": 1").complains("overwrite is a number, 1; true or false is wanted");
    with("\"key\": \"\"").complains("key is empty; leave it out, or fill it in");
    with("\"key\": \"x \"").complains("key begins or ends with a blank; write \"x\"");
    with("\"--key\": \"x\"").complains("--key begins with dashes; write \"key\"");
    with("\"runner\": \"flink\"")
        .complains("runner is no parameter; give --runner=… on the command line");
    with("\"xyzzyxyzzy\": 1").complains("no parameter of collect; it has config, input");
    refused("profile", "{\"config\": \"c\", \"store\": \"s\", \"format\": \"Parquet\"}")
        .complains("there is one thing to put right", "format is Parquet: parquet or csv is");
    refused("generate", "{\"output\": \"w\", \"people\": 1.5, \"start\": \"1 May\"}")
        .complains("people is 1.5: a whole number from 1", "start is 1 May: a date is wanted");
    refused("collect", "{\"config\": null, \"output\": \"o\"}")
        .complains("config is null; give a value");
  }

  @Test
  public void whatIsNotJsonIsRefusedWithItsPlace() {
    refused("collect", "{\n  \"config\": \"c\",\n  output: \"o\"\n}")
        .complains(":3:", "this is not JSON");
    refused("collect", "{\"config\": \"c\"").complains(":1:", "this is not JSON");
    refused("collect", "").complains("one object is wanted, such as {\"output\": \"store\"}");
    refused("collect", "[\"--config=c\"]").complains(":1:1: one object is wanted");
    refused("collect", "config=c").complains("this is not JSON");
    refused("collect", "{} {}").complains(":1:4: the file goes on after its object");
    refused("collect", "{\"parameters\": {}, \"jobNam\": 1, \"zone\": 2}")
        .complains("jobNam is no field of a launch; did you mean jobName?")
        .complains("zone is no field of a launch; move it into parameters");
  }

  @Test
  public void anUnknownTemplateIsAnsweredWithTheNearest() {
    for (String name : List.of("colect", "templates/collect.json", "templates/collect.md")) {
      refused(name, "{}").complains("there is no template " + name + "; did you mean collect?");
    }
    for (String name : List.of("demo", "launch")) {
      refused(name, "{}").complains("there is no template " + name, "The templates are generate,");
    }
  }

  @Test
  public void theCommandLineOfLaunchItselfIsChecked() {
    Cli.run("launch").expect(ExitStatus.USAGE).complains("launch needs --");
    Cli.run("launch", "collect").complains("launch needs --parameters=TEXT: The JSON file");
    Cli.run("launch", "collect", "--parameters=" + work.path("none.json"))
        .expect(ExitStatus.USAGE)
        .complains("none.json cannot be read; name a JSON file");
    launch("collect", good(), "--output=elsewhere")
        .expect(ExitStatus.USAGE)
        .complains("no option --output of launch (it is one of generate, infer,");
    launch("collect", good(), "collect").complains("collect is not an option");
    launch("collect", good(), "--runner=sprak").complains("sprak", "DirectRunner");
  }

  private String good() {
    return """
        {"config": "%s", "output": "%s", "key": "%s", "maxRejected": 0.25}"""
        .formatted(work.path("catchment.yaml"), work.path("launched"), work.path("key.json"));
  }

  /** A launch of collect that is right but for one more parameter. */
  private Cli.Result with(String more) {
    return refused("collect", "{\"config\": \"c\", \"output\": \"o\", " + more + "}")
        .complains("collect cannot start; there is one thing to put right:");
  }

  private Cli.Result refused(String template, String parameters) {
    work.write("launch.json", parameters);
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Cli.Result result = launch(template, parameters).expect(ExitStatus.USAGE);
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    return result;
  }

  private Cli.Result launch(String template, String parameters, String... more) {
    String file = work.write("launch.json", parameters).toString();
    List<String> words = new ArrayList<>(List.of("launch", template, "--parameters=" + file));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  private byte[] events(String store) throws IOException {
    String day = store + "/events/dt=2026-01-01/";
    return Files.readAllBytes(work.path(day + work.list(day).get(0)));
  }
}
