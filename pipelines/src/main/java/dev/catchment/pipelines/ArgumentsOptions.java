package dev.catchment.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The arguments as they were given, for a job that passes them on or asks which were given; no
 * option of its own.
 */
public interface ArgumentsOptions extends PipelineOptions {
  @JsonIgnore
  List<String> getArguments();

  void setArguments(List<String> value);

  /** The names, without dashes, of the options that were given; none where no command line was. */
  static Set<String> given(ArgumentsOptions options) {
    List<String> arguments = options.getArguments();
    return arguments == null ? Set.of() : names(arguments);
  }

  /** The names, without dashes, of the options among arguments. */
  static Set<String> names(List<String> arguments) {
    return arguments.stream().map(ArgumentsOptions::name).collect(Collectors.toSet());
  }

  /** The name, without dashes, of the option that an argument gives. */
  static String name(String argument) {
    return argument.substring(2).split("=", 2)[0];
  }
}
