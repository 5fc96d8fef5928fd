package dev.catchment.runners.dataflow;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.TemplateMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;

/** The specs of the images and the metadata have the fields of Dataflow's API, and no others. */
public class ImageSpecTest {
  private static final Path SPECS = Path.of("specs");
  private static final Path TEMPLATES = Path.of("../../templates");

  /** The values of {@code ParameterType} in the API that we use. */
  private static final Set<String> TYPES =
      Set.of(
          "TEXT",
          "GCS_READ_FILE",
          "GCS_READ_FOLDER",
          "GCS_WRITE_FOLDER",
          "BOOLEAN",
          "NUMBER",
          "ENUM");

  @Test
  public void theSpecsHaveNoFieldThatTheApiLacks() throws IOException {
    for (Path file : files(SPECS, 6)) {
      ContainerSpec spec = read(file, ContainerSpec.class);
      assertEquals(file.toString(), List.of(), unknown(spec, ""));
      assertEquals("JAVA", spec.getSdkInfo().getLanguage());
      assertTrue(
          spec.getImage(),
          spec.getImage()
              .matches(
                  "REGION-docker\\.pkg\\.dev/PROJECT/catchment/catchment-dataflow-%s:\\d.*"
                      .formatted(name(file))));
      assertEquals(
          read(TEMPLATES.resolve(file.getFileName()), TemplateMetadata.class), spec.getMetadata());
    }
  }

  @Test
  public void theMetadataHasNoFieldThatTheApiLacks() throws IOException {
    for (Path file : files(TEMPLATES, 6)) {
      TemplateMetadata metadata = read(file, TemplateMetadata.class);
      assertEquals(file.toString(), List.of(), unknown(metadata, ""));
      assertFalse(metadata.getName().isBlank());
      assertFalse(metadata.getDescription().isBlank());
      Set<String> names = new HashSet<>();
      for (ParameterMetadata parameter : metadata.getParameters()) {
        String place = file + " " + parameter.getName();
        assertTrue(place, parameter.getName().matches("[a-zA-Z][a-zA-Z0-9]*"));
        assertTrue(place, names.add(parameter.getName()));
        assertTrue(place, TYPES.contains(parameter.getParamType()));
        assertFalse(place, parameter.getLabel().isBlank());
        assertFalse(place, parameter.getHelpText().isBlank());
        assertEquals(
            place, parameter.getParamType().equals("ENUM"), parameter.getEnumOptions() != null);
      }
    }
  }

  @Test
  public void aFieldThatTheApiLacksIsFound() throws IOException {
    ContainerSpec spec =
        GsonFactory.getDefaultInstance()
            .fromString(
                "{\"imag\": 1, \"metadata\": {\"parameters\": [{\"lable\": \"x\"}]}}",
                ContainerSpec.class);
    assertEquals(Set.of("/imag", "/metadata/parameters/0/lable"), Set.copyOf(unknown(spec, "")));
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    return GsonFactory.getDefaultInstance().fromString(Files.readString(file), type);
  }

  /** The places of the fields that no class of the API has. */
  private static List<String> unknown(Object value, String place) {
    List<String> found = new ArrayList<>();
    if (value instanceof GenericJson json) {
      json.getUnknownKeys().keySet().forEach(key -> found.add(place + "/" + key));
      for (Map.Entry<String, Object> field : json.entrySet()) {
        if (!json.getUnknownKeys().containsKey(field.getKey())) {
          found.addAll(unknown(field.getValue(), place + "/" + field.getKey()));
        }
      }
    } else if (value instanceof List<?> list) {
      for (int index = 0; index < list.size(); index++) {
        found.addAll(unknown(list.get(index), place + "/" + index));
      }
    } else {
      assertTrue(place, Data.isPrimitive(value.getClass()) || value instanceof Map);
    }
    return found;
  }

  private static List<Path> files(Path folder, int atLeast) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertTrue(folder + " holds " + found, found.size() >= atLeast);
      return found;
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }
}
