package dev.catchment.pipelines.observe;

import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Who is told of a run; see {@code docs/observability.md}. */
public interface ObserveOptions extends PipelineOptions {
  @Description(
      "Where the run's OpenLineage events go: a file, to which each is added as a line of JSON, or"
          + " an http or https address, to which each is posted.")
  @Parameter(
      label = "Lineage",
      group = Parameter.Group.OBSERVATION,
      example = "http://localhost:5000/api/v1/lineage")
  String getLineage();

  void setLineage(String value);

  @Description(
      "The namespace of the job in its OpenLineage events; one for each deployment keeps their jobs"
          + " apart.")
  @Default.String("catchment")
  @Parameter(
      label = "Namespace of the job",
      group = Parameter.Group.OBSERVATION,
      example = "shop-production",
      regex = "\\S(.*\\S)?",
      wanted = "a name")
  String getLineageNamespace();

  void setLineageNamespace(String value);

  @Description(
      "The file with the token that the address of --lineage wants, sent as Authorization: Bearer.")
  @Parameter(
      label = "Token of the lineage address",
      group = Parameter.Group.OBSERVATION,
      example = "lineage-token.txt")
  String getLineageTokenFile();

  void setLineageTokenFile(String value);

  @Description(
      "The file that gets the counts of the run as OpenMetrics text when it ends, well or not; it is"
          + " replaced in one step. Not for a template on Dataflow, whose launcher ends before the job.")
  @Parameter(
      label = "Metrics",
      group = Parameter.Group.OBSERVATION,
      example = "metrics/catchment.prom")
  String getMetrics();

  void setMetrics(String value);
}
