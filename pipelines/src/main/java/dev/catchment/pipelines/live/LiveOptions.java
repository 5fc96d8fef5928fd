package dev.catchment.pipelines.live;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.stream.StreamOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link LiveJob}. */
public interface LiveOptions extends ConfigOptions, StreamOptions, StepOptions {
  @Description(
      "Where entered and left events go: kafka://HOST:PORT/TOPIC, a webhook as"
          + " https://HOST/PATH, pubsub://PROJECT/TOPIC, or a directory for files of JSON"
          + " lines.")
  @Validation.Required
  @Parameter(
      label = "Destination of changes",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/audiences")
  String getTo();

  void setTo(String value);

  @Description(
      "Where the profile of a person goes with every event of the person: kafka://HOST:PORT/TOPIC,"
          + " or a directory; without it nowhere.")
  @Parameter(
      label = "Destination of profiles",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/profiles")
  String getProfiles();

  void setProfiles(String value);

  @Description(
      "The store whose identities the profile job wrote: events of known identifiers belong to"
          + " these people. Read when the job starts.")
  @Parameter(
      label = "Store of identities",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getIdentities();

  void setIdentities(String value);

  @Description(
      "The day or time, the end of a step, at which time stops; for runs on files, whose end is"
          + " otherwise no passing of time.")
  @Parameter(
      label = "As of",
      group = Parameter.Group.METHOD,
      example = "2026-01-31",
      regex = "\\d{4}-\\d{2}-\\d{2}([T ]\\S+)?",
      wanted = "a day or time")
  String getAsOf();

  void setAsOf(String value);
}
