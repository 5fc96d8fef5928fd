package dev.catchment.pipelines.launch;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.Option;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.ObserveOptions;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A job as operators see it: something with a name, a purpose and parameters.
 *
 * @param job the job that it starts
 */
public record Template(PipelineJob<?> job) {
  /** All templates. */
  public static List<Template> all() {
    return Catchment.jobs().stream()
        .filter(PipelineJob.class::isInstance)
        .map(job -> new Template((PipelineJob<?>) job))
        .toList();
  }

  /**
   * The template of a name.
   *
   * @throws UsageException when there is none
   */
  static Template of(String name) {
    List<String> names = all().stream().map(Template::name).toList();
    return all().stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no template %s%s The templates are %s"
                        .formatted(
                            name,
                            Nearest.hintOrStop(bare(name), names),
                            String.join(", ", names))));
  }

  /** The name in {@code templates/collect.json}. */
  private static String bare(String file) {
    return file.replaceFirst(".*/", "").replaceFirst("\\.(json|md)$", "");
  }

  /** The name of the job. */
  public String name() {
    return job.name();
  }

  /** Whether it starts a job that goes on until it is stopped, unless its parameters say more. */
  public boolean isLive() {
    return isLive(job);
  }

  private static <T extends ObserveOptions> boolean isLive(PipelineJob<T> job) {
    return job.isLive(PipelineOptionsFactory.as(job.options()));
  }

  /** What it does, as a sentence. */
  public String description() {
    return Character.toUpperCase(job.summary().charAt(0)) + job.summary().substring(1) + ".";
  }

  /** Its parameters, in the order in which they are shown. */
  public List<Option> options() {
    return Option.of(job.options()).stream()
        .filter(option -> option.insteadOf().isEmpty() && option.inTemplate())
        .toList();
  }

  /** Whether an option is one of Beam or of a runner, which no template has as a parameter. */
  static boolean isOfRunner(String name) {
    return PipelineOptionsFactory.getRegisteredOptions().stream()
        .flatMap(options -> Option.ofAll(options).stream())
        .anyMatch(option -> option.name().equals(name));
  }
}
