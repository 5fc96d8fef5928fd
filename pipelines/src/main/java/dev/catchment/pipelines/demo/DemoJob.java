package dev.catchment.pipelines.demo;

import dev.catchment.pipelines.Amount;
import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JobFailedException;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Option;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.PipelineRun;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Work;
import dev.catchment.pipelines.audience.AudienceSummary;
import dev.catchment.pipelines.collect.CollectSummary;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.profile.ProfileSummary;
import dev.catchment.protect.Pseudonymizer;
import dev.catchment.read.InputFiles;
import dev.catchment.write.Publication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;

/** Runs every job on a generated world and scores it against the truth. */
public final class DemoJob implements Job<DemoOptions> {
  private static final List<String> OUTPUTS =
      List.of("catchment.yaml", "store", "clusters", "audiences", "report.html", "summary.json");

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "runs all jobs on a generated world and scores them against its truth";
  }

  @Override
  public Class<DemoOptions> options() {
    return DemoOptions.class;
  }

  @Override
  public Work plan(DemoOptions options, Instant start) {
    if (options.getWorld() != null) {
      checkWorld(options.getWorld());
    }
    return new DemoWork(options, new Outputs(options.getOutput(), OUTPUTS, options.getOverwrite()));
  }

  @Override
  public ExitStatus run(DemoOptions options, Console console) {
    Instant start = console.now();
    Work work = plan(options, start);
    StagedOutput.write(
        name(),
        work.outputs(),
        done -> console.note("%s: %s", name(), done),
        output ->
            demo(
                options,
                console.replacing(output.staging(""), options.getOutput() + "/"),
                start,
                output));
    print(JsonFile.read(options.getOutput() + "/summary.json", DemoSummary.class), console);
    console.result("report: %s/report.html", options.getOutput());
    return ExitStatus.DONE;
  }

  private static void demo(
      DemoOptions options, Console console, Instant start, Publication output) {
    String world = world(options, console);
    String configFile = output.staging("catchment.yaml");
    JsonFile.writeText(configFile, shippedConfiguration());
    ConfigFile config = ConfigFile.read(configFile);
    String key = KeyFile.of(config, options.getKey());
    KeyFile.make(key, console);
    String store = output.staging("store");
    String clusters = output.staging("clusters");
    String audiences = output.staging("audiences");
    step(
        console,
        options,
        "collect",
        "--config=" + configFile,
        "--input=web=" + world + "/web/*.jsonl.gz",
        "--input=app=" + world + "/app/*.jsonl",
        "--input=orders=" + world + "/orders/*.csv",
        "--input=crm=" + world + "/crm/*.csv",
        "--key=" + key,
        "--output=" + store);
    step(
        console,
        options,
        "profile",
        "--config=" + configFile,
        "--store=" + store,
        "--asOf=" + dayAfter(world));
    step(
        console,
        options,
        clusterArguments(config.config().cluster(), store + "/profiles", clusters));
    step(
        console,
        options,
        "audience",
        "--config=" + configFile,
        "--store=" + store,
        "--model=" + clusters + "/model.json",
        "--output=" + audiences);
    DemoScore score = score(options, console, output, world, key);
    DemoSummary summary =
        summary(
            start,
            console,
            CollectSummary.read(store + "/summary.json"),
            ProfileSummary.read(store + "/" + ProfileJob.SUMMARY),
            score);
    JsonFile.writeText(
        output.staging("report.html"),
        DemoReport.html(
            summary,
            start,
            console,
            CollectSummary.read(store + "/summary.json"),
            ProfileSummary.read(store + "/" + ProfileJob.SUMMARY),
            AudienceSummary.read(audiences + "/summary.json"),
            store + "/rejected",
            clusters));
    JsonFile.write(output.staging("summary.json"), summary);
  }

  private static String[] clusterArguments(
      CatchmentConfig.Cluster cluster, String profiles, String output) {
    List<String> arguments = new ArrayList<>();
    arguments.add("cluster");
    arguments.add("--input=" + profiles);
    arguments.add("--features=" + String.join(",", cluster.features()));
    addOption(arguments, "where", cluster.where());
    addOption(arguments, "k", cluster.k());
    addOption(arguments, "components", cluster.components());
    addOption(arguments, "standardize", cluster.standardize());
    addOption(arguments, "seed", cluster.seed());
    arguments.add("--output=" + output);
    return arguments.toArray(String[]::new);
  }

  private static void addOption(List<String> arguments, String name, Object value) {
    if (value != null) {
      arguments.add("--" + name + "=" + value);
    }
  }

  private static String world(DemoOptions options, Console console) {
    if (options.getWorld() != null) {
      return withoutSlash(options.getWorld());
    }
    String world = withoutSlash(options.getOutput()) + "-world";
    if (!options.getOverwrite() && !InputFiles.find(world + "/truth/people*.csv").isEmpty()) {
      console.note("demo: taking the world that is in %s already", world);
      return world;
    }
    step(
        console, options, "generate", "--output=" + world, "--overwrite=" + options.getOverwrite());
    return world;
  }

  /** Runs one job as its command line would. */
  private static void step(Console console, DemoOptions options, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(ofRunner(options));
    console.note("%n> catchment %s", String.join(" ", arguments));
    ExitStatus status = Catchment.start(all.toArray(String[]::new), console);
    if (status != ExitStatus.DONE) {
      throw JobFailedException.of(arguments[0] + " ended with exit status " + status.code());
    }
  }

  /** The arguments that are no options of the demo itself. */
  private static List<String> ofRunner(DemoOptions options) {
    Set<String> own =
        Option.of(DemoOptions.class).stream().map(Option::name).collect(Collectors.toSet());
    return options.getArguments().stream()
        .filter(argument -> !own.contains(ArgumentsOptions.name(argument)))
        .toList();
  }

  private static DemoScore score(
      DemoOptions options, Console console, Publication output, String world, String key) {
    String folder = output.staging("score");
    StagedOutput.write(
        "score",
        new Outputs(folder, List.of("identities.csv"), false),
        done -> {},
        inner -> {
          Pipeline pipeline = Pipeline.create(options);
          IdentityTable.build(
              pipeline, output.staging("store") + "/identities", inner.staging("identities.csv"));
          PipelineRun.toTheEnd("score", pipeline, Amount.ofBytes(0), console);
        });
    try {
      return DemoScore.of(
          Truth.of(world, Pseudonymizer.withKey(key)),
          output.staging("store") + "/rejected",
          folder + "/identities.csv",
          output.staging("clusters") + "/assignments.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoSummary summary(
      Instant start,
      Console console,
      CollectSummary collected,
      ProfileSummary profiled,
      DemoScore score) {
    return new DemoSummary(
        "demo",
        start.toString(),
        console.secondsSince(start),
        collected.read(),
        collected.accepted(),
        collected.rejected(),
        collected.duplicate(),
        collected.withheld(),
        collected.filtered(),
        profiled.profiles(),
        profiled.identifiers(),
        profiled.shared(),
        score.plantedBad(),
        score.plantedBadFound(),
        score.wronglyRejected(),
        score.identityPrecision(),
        score.identityRecall(),
        score.identityRecallOfJoinable(),
        score.clusterAdjustedRand());
  }

  private static void print(DemoSummary summary, Console console) {
    console.result("");
    console.result(
        "records     %,d read = %,d accepted + %,d rejected + %,d duplicate + %,d withheld + %,d filtered",
        summary.read(),
        summary.accepted(),
        summary.rejected(),
        summary.duplicate(),
        summary.withheld(),
        summary.filtered());
    console.result(
        "bad records %,d of %,d planted ones found, %,d others rejected",
        summary.plantedBadFound(), summary.plantedBad(), summary.wronglyRejected());
    console.result(
        "identities  precision %.3f, recall %.3f (%.3f of the pairs that any record connects)",
        summary.identityPrecision(), summary.identityRecall(), summary.identityRecallOfJoinable());
    console.result("clusters    adjusted Rand index %.3f", summary.clusterAdjustedRand());
    console.result("time        %.1f s", summary.seconds());
  }

  private static void checkWorld(String world) {
    for (String part : List.of("/truth/people*.csv", "/web/*-*-*.jsonl.gz")) {
      if (InputFiles.find(withoutSlash(world) + part).isEmpty()) {
        throw new UsageException(
            "--world: %s is not a world that generate wrote; it has no file %s"
                .formatted(world, part.substring(1)));
      }
    }
  }

  /** The day after the last one of a world, at which its profiles are computed. */
  private static LocalDate dayAfter(String world) {
    List<String> days = InputFiles.find(world + "/web/*-*-*.jsonl.gz");
    String last = days.get(days.size() - 1);
    return LocalDate.parse(last.substring(last.lastIndexOf('/') + 1).substring(0, 10)).plusDays(1);
  }

  private static String shippedConfiguration() {
    try (InputStream in = DemoJob.class.getResourceAsStream("catchment.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutSlash(String directory) {
    return directory.length() > 1 && directory.endsWith("/")
        ? directory.substring(0, directory.length() - 1)
        : directory;
  }
}
