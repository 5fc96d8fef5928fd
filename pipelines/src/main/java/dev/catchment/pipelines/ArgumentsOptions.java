package dev.catchment.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** The arguments as they were given, for a job that passes them on; no option of its own. */
public interface ArgumentsOptions extends PipelineOptions {
  @JsonIgnore
  List<String> getArguments();

  void setArguments(List<String> value);
}
