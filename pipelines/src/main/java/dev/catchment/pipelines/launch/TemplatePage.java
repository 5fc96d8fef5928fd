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
    add("```", "", "and start it on one machine, on a cluster of Flink or Spark, or on Dataflow:");
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
            + words()
            + "` |");
    add(
        "| Spark on Kubernetes | `kubectl apply -f runners-config/spark/sparkapplication.yaml`, its `arguments` set to the same |");
    add("| Spark | `runners-config/spark/submit " + words() + "` |");
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

  private String words() {
    return String.join(
        " ",
        Stream.concat(
                Stream.of(template.name()),
                required().map(option -> "--" + option.name() + "=" + option.example()))
            .toList());
  }

  private String parameters() {
    return required()
        .map(option -> option.name() + "=" + option.example())
        .collect(Collectors.joining("~"));
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
