package dev.catchment.pipelines.launch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Golden;
import dev.catchment.pipelines.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
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
        List.of("generate", "collect", "profile", "cluster", "audience", "lookalike"),
        Template.all().stream().map(Template::name).toList());
  }
}
