package dev.catchment.pipelines.generate;

import dev.catchment.account.Tallies;
import dev.catchment.pipelines.Amount;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.TallyFile;
import dev.catchment.write.WriteTallies;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** A world that can be written. */
record GenerateTask(GenerateOptions options, WorldSpec spec) implements Task {
  private static final long RECORDS_A_DAY = 2;
  private static final long RECORD_BYTES = 300;

  private static final String SUMMARY = "summary.json";
  private static final String TALLIES = "tallies";
  private static final String TRUTH = "truth";

  /** The folders of a world and what stands beside them. */
  private static final List<String> NAMES =
      Stream.concat(GenerateWorld.FOLDERS.stream(), Stream.of(SUMMARY)).toList();

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of();
  }

  @Override
  public Map<String, Long> rows() {
    return GenerateSummary.read(outputs().path(SUMMARY)).recordsBySource();
  }

  /**
   * A person leaves about two records a day of 300 bytes; the Direct runner keeps the lines that
   * are grouped into files.
   */
  @Override
  public List<MemoryPart> memory(InputSize size) {
    return List.of(
        new MemoryPart(
            "lines of the files",
            (long) spec.people() * spec.days() * RECORDS_A_DAY * RECORD_BYTES));
  }

  @Override
  public Amount amount() {
    return Amount.of(GenerateWorld.PEOPLE, spec.people() + spec.internalVisitors(), "simulated");
  }

  @Override
  public Outputs outputs() {
    return new Outputs(options.getOutput(), NAMES, options.getOverwrite());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    PCollection<KV<String, Long>> files =
        pipeline.apply("GenerateWorld", GenerateWorld.of(spec, staging.path("")));
    return PCollectionList.of(files.apply("File names", Keys.create()))
        .and(
            files
                .apply(
                    "By folder",
                    MapElements.into(Tallies.CODER.getEncodedTypeDescriptor())
                        .via(file -> KV.of("written/" + folder(file.getKey()), file.getValue())))
                .apply("Write tallies", WriteTallies.to(staging.path(TALLIES))));
  }

  private static String folder(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  @Override
  public Finish finish() {
    WorldSpec world = spec;
    return (staging, run) -> summarise(world, staging, run);
  }

  private static void summarise(WorldSpec spec, Staging staging, Run run) {
    SortedMap<String, Long> sources =
        TallyMap.below(TallyFile.read(staging.path(TALLIES)), "written");
    sources.remove(TRUTH);
    JsonFile.write(
        staging.path(SUMMARY),
        new GenerateSummary(
            "generate",
            run.time().toString(),
            run.seconds(),
            spec.people(),
            spec.days(),
            spec.start().toString(),
            spec.seed(),
            TallyMap.sum(sources),
            sources));
  }

  @Override
  public ExitStatus report(Console console) {
    GenerateSummary summary = GenerateSummary.read(outputs().path(SUMMARY));
    console.result(
        "%s holds the world of %,d people and %,d days (%.1f s)",
        options.getOutput(), summary.people(), summary.days(), summary.seconds());
    return ExitStatus.DONE;
  }
}
