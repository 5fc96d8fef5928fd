package dev.catchment.pipelines.demo;

import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Work;
import dev.catchment.pipelines.config.KeyFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the demo reads and writes; the jobs that it runs check what is their own. */
record DemoWork(DemoOptions options, Outputs outputs) implements Work {
  @Override
  public Map<String, List<String>> inputs() {
    String world = options.getWorld();
    return world == null
        ? Map.of()
        : Map.of(
            "world",
            List.of(
                world + "/web/*.jsonl.gz",
                world + "/app/*.jsonl",
                world + "/orders/*.csv",
                world + "/crm/*.csv"));
  }

  @Override
  public Optional<String> key() {
    return Optional.of(KeyFile.of(options.getKey()));
  }
}
