package dev.catchment.pipelines.launch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Golden;
import dev.catchment.pipelines.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds {@code templates/} to the program; {@code -Dcatchment.golden=update} writes it anew. */
public class TemplatesTest {
  private static final Path FOLDER = Cli.repositoryFile("templates");

  @Test
  public void everyTemplateHasItsMetadata() {
    for (Template template : Template.all()) {
      Golden.check(
          FOLDER.resolve(template.name() + ".json"), TemplateJson.lines(TemplateJson.of(template)));
    }
  }

  @Test
  public void everyTemplateHasTheSpecOfItsImage() {
    Path specs = Cli.repositoryFile("runners-config/dataflow/specs");
    for (Template template : Template.all()) {
      Golden.check(
          specs.resolve(template.name() + ".json"),
          TemplateJson.lines(TemplateJson.imageSpec(template)));
    }
    assertEquals(Template.all().size(), specs.toFile().list().length);
  }

  @Test
  public void everyTemplateHasItsPage() {
    for (Template template : Template.all()) {
      Golden.check(FOLDER.resolve(template.name() + ".md"), TemplatePage.of(template));
    }
  }

  /** The job takes them, and every place in them is one that all workers see. */
  @Test
  public void theCommandsOfAPageCanBeRun() {
    for (Template template : Template.all()) {
      List<String> commands =
          TemplatePage.of(template).stream()
              .flatMap(line -> Pattern.compile("`([^`]*)`").matcher(line).results())
              .map(code -> code.group(1))
              .filter(
                  code ->
                      code.matches(
                          ".*[ =]" + template.name() + " --.*|" + template.name() + " --.*"))
              .toList();
      assertEquals(template.name(), 4, commands.size());
      for (String command : commands) {
        List<String> words = words(template, command);
        List<String> ofTheJob = new ArrayList<>(words);
        ofTheJob.removeIf(word -> word.startsWith("--runner="));
        Catchment.options(ofTheJob.toArray(String[]::new));
        for (String word : ofTheJob.subList(1, ofTheJob.size())) {
          assertTrue(
              word, word.matches("--[^=]+=(\\w+=|@)?(/data/|file:///keys/|gs://[A-Z-]+/).*"));
        }
      }
      assertTrue(commands.get(0), commands.get(0).endsWith(" --runner=flink"));
      assertTrue(commands.get(1), commands.get(1).endsWith(" --runner=spark"));
    }
  }

  /** The command line of the job in a command of a page. */
  private static List<String> words(Template template, String command) {
    String parameters = " --parameters=^~^";
    int flex = command.indexOf(parameters);
    return flex < 0
        ? List.of(command.substring(command.indexOf(template.name() + " --")).split(" "))
        : Stream.concat(
                Stream.of(template.name()),
                Stream.of(command.substring(flex + parameters.length()).split("~"))
                    .map(parameter -> "--" + parameter))
            .toList();
  }

  @Test
  public void thereIsNoFileOfATemplateThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          Template.all().stream()
              .flatMap(template -> Stream.of(template.name() + ".json", template.name() + ".md"))
              .collect(Collectors.toCollection(TreeSet::new)),
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  public void theMetadataRefusesWhatTheProgramRefuses() {
    List<String> values =
        List.of("a", "a,b", "a,,b", " ", "2026-01-31", "2026-01-31T12:00Z", "31.1.2026", "1,5");
    for (Template template : Template.all()) {
      JsonNode parameters = TemplateJson.of(template).get("parameters");
      for (int index = 0; index < parameters.size(); index++) {
        Option option = template.options().get(index);
        for (JsonNode regex : parameters.get(index).path("regexes")) {
          for (String value : values) {
            assertEquals(
                template.name() + " " + option.name() + "=" + value,
                option.accepts(value),
                value.matches(regex.asText()));
          }
        }
      }
    }
  }

  @Test
  public void theJobsThatAreNoTemplatesAreTheTourAndTheLauncher() {
    String help = Cli.run("help").expect(ExitStatus.DONE).out();
    for (Template template : Template.all()) {
      assertTrue(help.contains("  " + template.name() + " "));
      assertTrue(template.job().writes().matches("[A-Z].*\\."));
    }
    assertEquals(
        List.of(
            "generate",
            "collect",
            "compact",
            "repair",
            "profile",
            "cluster",
            "audience",
            "lookalike",
            "live",
            "parity",
            "monitor",
            "query"),
        Template.all().stream().map(Template::name).toList());
  }
}
