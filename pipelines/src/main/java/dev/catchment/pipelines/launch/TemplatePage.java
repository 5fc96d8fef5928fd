package dev.catchment.pipelines.launch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.Option;
import dev.catchment.pipelines.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a template as a page in Markdown for the operator who launches it. */
public final class TemplatePage {
  /** Where manifests and the Dataflow commands of a page put files and the pseudonym key. */
  private static final String FOLDER = "/data/";

  private static final String MOUNTED_KEY = "file:///keys/pseudonym-key.json";
  private static final String BUCKET = "gs://BUCKET/";
  private static final String BUCKET_KEY = "gs://SECRET-BUCKET/pseudonym-key.json";

  /** The option that names the pseudonym key, where a job has one. */
  private static final String KEY = "key";

  private final Template template;
  private final List<String> lines = new ArrayList<>();

  private TemplatePage(Template template) {
    this.template = template;
  }

  /** The lines of the page. */
  public static List<String> of(Template template) {
    TemplatePage page = new TemplatePage(template);
    page.write();
    return page.lines;
  }

  private void write() {
    String name = template.name();
    add("# Template " + name, "");
    add(template.description() + " More: [the job](../docs/jobs/" + name + ".md),");
    add("[launching](../docs/templates.md). Made by the build from the job's options.", "");
    add("## Parameters", "");
    for (Parameter.Group group : Parameter.Group.values()) {
      List<Option> options =
          template.options().stream().filter(option -> option.group() == group).toList();
      if (!options.isEmpty()) {
        add("### " + group.title(), "");
        add("| parameter | what it is | value | default | example |", "|---|---|---|---|---|");
        options.forEach(this::row);
        add("");
      }
    }
    add("## What it writes", "", template.job().writes(), "");
    add("## Launch", "", "Write what differs from the defaults into a file, `" + file() + "`:", "");
    add("```json");
    lines.addAll(TemplateJson.lines(example()));
    add(
        "```",
        "",
        "and start it on one machine, on a cluster of Flink or Spark, or on Dataflow. On a");
    add(
        "cluster all workers must see the places in the file; on Dataflow they begin with `gs://`.");
    add("");
    String launch = "    ./catchment launch " + name + " --parameters=" + file();
    add(launch);
    add(launch + " --runner=flink --flinkMaster=HOST:8081");
    add(launch + " --runner=spark --sparkMaster=spark://HOST:7077");
    add(
        launch
            + " --runner=dataflow --project=PROJECT --region=REGION --tempLocation=gs://BUCKET/temp");
    add("", "From an image, with the files in `runners-config`:", "");
    add("| runner | how |", "|---|---|");
    add(
        "| Flink on Kubernetes | `kubectl apply -f runners-config/flink/flinkdeployment.yaml`, its `args` set to `"
            + words(MOUNTED_KEY, "--runner=flink")
            + "` |");
    add(
        "| Spark on Kubernetes | `kubectl apply -f runners-config/spark/sparkapplication.yaml`, its `arguments` set to `"
            + words(MOUNTED_KEY, "--runner=spark")
            + "` |");
    add("| Spark | `runners-config/spark/submit " + words(FOLDER + "pseudonym-key.json") + "` |");
    add(
        "| Dataflow | `gcloud dataflow flex-template run "
            + name
            + " --template-file-gcs-location=gs://BUCKET/templates/"
            + name
            + ".json --region=REGION --parameters=^~^"
            + parameters()
            + "` |");
  }

  private void row(Option option) {
    lines.add(
        "| `%s`%s | %s | %s | %s | `%s` |"
            .formatted(
                option.name(),
                option.required() ? " (required)" : "",
                cell(option.description()),
                cell(option.wanted()),
                option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`",
                cell(option.example())));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private ObjectNode example() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    required().forEach(option -> parameters.put(option.name(), option.example()));
    return parameters;
  }

  /** A command line of which every place is one that all workers see. */
  private String words(String key, String... more) {
    return Stream.of(
            Stream.of(template.name()),
            given(FOLDER, key).map(parameter -> "--" + parameter),
            Stream.of(more))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  private String parameters() {
    return given(BUCKET, BUCKET_KEY).collect(Collectors.joining("~"));
  }

  /** What a template must be given, in a folder; with a key, if it takes one. */
  private Stream<String> given(String folder, String key) {
    return template.options().stream()
        .filter(option -> option.required() || option.name().equals(KEY))
        .map(
            option ->
                option.name()
                    + "="
                    + (option.name().equals(KEY) ? key : in(folder, option.example())));
  }

  /** A place in a folder; what stands before the place, {@code NAME=} or {@code @}, stays there. */
  private static String in(String folder, String place) {
    return place.replaceFirst("^(\\w+=|@)?", "$1" + folder);
  }

  private Stream<Option> required() {
    return template.options().stream().filter(Option::required);
  }

  private String file() {
    return template.name() + ".json";
  }

  private void add(String... more) {
    lines.addAll(Arrays.asList(more));
  }
}
