package dev.catchment.pipelines.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.util.ReleaseInfo;

/**
 * The OpenLineage events of one run, as JSON of its specification 2-0-2. They hold names, places
 * and counts, and no value of a record.
 *
 * @param run the run's id
 * @param namespace the job's namespace
 * @param job the job's name
 * @param runner the runner's name
 */
record LineageEvents(UUID run, String namespace, String job, String runner) {
  /** The product as a package URL, which is what a producer without a fixed address can name. */
  static final String PRODUCER = "pkg:maven/dev.catchment/catchment-pipelines@" + Version.TEXT;

  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String SCHEMA = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";

  /** What happens to a run. */
  enum Type {
    START,
    COMPLETE,
    FAIL,
    ABORT
  }

  /** An event of a run that began, or ended well. */
  ObjectNode of(Type type, Instant time, List<DatasetFacts> inputs, List<DatasetFacts> outputs) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("eventType", type.name());
    event.put("eventTime", time.toString());
    event.put("producer", PRODUCER);
    event.put("schemaURL", SCHEMA);
    ObjectNode runFacets = event.putObject("run").put("runId", run.toString()).putObject("facets");
    facet(runFacets, "processing_engine", "1-1-1", "ProcessingEngineRunFacet")
        .put("name", "Beam " + runner)
        .put("version", ReleaseInfo.getReleaseInfo().getSdkVersion());
    ObjectNode jobNode = event.putObject("job").put("namespace", namespace).put("name", job);
    facet(jobNode.putObject("facets"), "jobType", "2-0-4", "JobTypeJobFacet")
        .put("processingType", "BATCH")
        .put("integration", "CATCHMENT")
        .put("jobType", "JOB");
    ArrayNode read = event.putArray("inputs");
    inputs.forEach(facts -> input(dataset(read, facts), facts));
    ArrayNode written = event.putArray("outputs");
    outputs.forEach(facts -> output(dataset(written, facts), facts));
    return event;
  }

  /**
   * An event of a run that failed.
   *
   * @param message what is wrong, in the words that the user sees
   */
  ObjectNode failed(Instant time, List<DatasetFacts> inputs, String message) {
    ObjectNode event = of(Type.FAIL, time, inputs, List.of());
    ObjectNode facets = (ObjectNode) event.get("run").get("facets");
    facet(facets, "errorMessage", "1-0-1", "ErrorMessageRunFacet")
        .put("message", message)
        .put("programmingLanguage", "JAVA");
    return event;
  }

  private static ObjectNode dataset(ArrayNode datasets, DatasetFacts facts) {
    ObjectNode dataset =
        datasets
            .addObject()
            .put("namespace", facts.dataset().namespace())
            .put("name", facts.dataset().name());
    if (!facts.columns().isEmpty()) {
      ArrayNode fields =
          facet(dataset.putObject("facets"), "schema", "1-2-0", "SchemaDatasetFacet")
              .putArray("fields");
      facts.columns().forEach(column -> fields.addObject().put("name", column));
    }
    return dataset;
  }

  private static void input(ObjectNode dataset, DatasetFacts facts) {
    if (facts.files().isPresent()) {
      statistics(
          facet(
              dataset.putObject("inputFacets"),
              "inputStatistics",
              "1-0-0",
              "InputStatisticsInputDatasetFacet"),
          facts);
    }
  }

  private static void output(ObjectNode dataset, DatasetFacts facts) {
    if (facts.files().isPresent()) {
      statistics(
          facet(
              dataset.putObject("outputFacets"),
              "outputStatistics",
              "1-0-2",
              "OutputStatisticsOutputDatasetFacet"),
          facts);
    }
  }

  private static void statistics(ObjectNode facet, DatasetFacts facts) {
    facts.rows().ifPresent(rows -> facet.put("rowCount", rows));
    facts.bytes().ifPresent(bytes -> facet.put("size", bytes));
    facts.files().ifPresent(files -> facet.put("fileCount", files));
  }

  private static ObjectNode facet(ObjectNode facets, String key, String version, String type) {
    return facets
        .putObject(key)
        .put("_producer", PRODUCER)
        .put("_schemaURL", SPEC + "facets/%s/%s.json#/$defs/%s".formatted(version, type, type));
  }
}
