package dev.catchment.pipelines.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.catchment.model.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the parameters of a launch from JSON, with their places: one object of names and values, or
 * a request of Dataflow's {@code flexTemplates:launch} that holds them under {@code parameters}.
 */
final class ParameterFile {
  /** What a request of Dataflow holds beside its parameters; it means nothing elsewhere. */
  private static final Set<String> REQUEST =
      Set.of(
          "jobName",
          "containerSpec",
          "containerSpecGcsPath",
          "environment",
          "launchOptions",
          "transformNameMappings",
          "update",
          "validateOnly");

  private static final String PARAMETERS = "parameters";
  private static final String WRAPPER = "launchParameter";
  private static final JsonFactory JSON = new JsonFactory();

  private final List<GivenParameter> parameters = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private ParameterFile() {}

  /** Reads a text; what is wrong with it is among the {@link #problems}. */
  static ParameterFile of(String text) {
    ParameterFile file = new ParameterFile();
    try (JsonParser parser = JSON.createParser(text)) {
      file.read(parser);
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      file.problems.add(Problem.at(e.getLocation(), "this is not JSON: " + reason));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** The parameters in their order, also those that stand twice. */
  List<GivenParameter> parameters() {
    return parameters;
  }

  /** The names of the fields of a request that mean nothing here. */
  List<String> unused() {
    return unused;
  }

  /** What is wrong with the file itself. */
  List<Problem> problems() {
    return problems;
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problems.add(
          Problem.at(
              parser.currentTokenLocation(),
              "one object is wanted, such as {\"output\": \"store\"}"));
      return;
    }
    parameters.addAll(fields(parser));
    if (parser.nextToken() != null) {
      problems.add(
          Problem.at(parser.currentTokenLocation(), "the file goes on after its object; end it"));
    }
  }

  /** The fields of the object that was opened. */
  private List<GivenParameter> fields(JsonParser parser) throws IOException {
    List<GivenParameter> fields = new ArrayList<>();
    List<GivenParameter> inner = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      JsonLocation place = parser.currentTokenLocation();
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && (name.equals(PARAMETERS) || name.equals(WRAPPER))) {
        if (inner != null) {
          problems.add(Problem.at(place, name + " stands twice; keep one"));
        }
        inner = fields(parser);
      } else {
        fields.add(GivenParameter.read(parser, name, place));
      }
    }
    if (inner == null) {
      return fields;
    }
    fields.forEach(this::beside);
    return inner;
  }

  /** A field that stands beside the parameters of a request. */
  private void beside(GivenParameter field) {
    if (REQUEST.contains(field.name())) {
      unused.add(field.name());
      return;
    }
    problems.add(
        new Problem(
            field.line(),
            field.column(),
            "%s is no field of a launch%s"
                .formatted(
                    field.name(),
                    Nearest.to(field.name(), REQUEST)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; move it into " + PARAMETERS))));
  }
}
