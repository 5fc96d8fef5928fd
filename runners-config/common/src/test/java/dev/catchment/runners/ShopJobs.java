package dev.catchment.runners;

import dev.catchment.pipelines.Fork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The batch jobs over a generated world, and what came out of them. */
public final class ShopJobs {
  /** What differs between two runs: when and how long, and the command line in a report. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\"(?:time|started(?:At)?)\" ?: ?\")[^\"]*"
              + "|(\"id\" ?: ?\")\\.staging-[^\"]*"
              + "|(\"seconds\" ?: ?)[0-9.E-]+"
              + "|[0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9:]{5} UTC"
              + "|(<b>)(?:[0-9]+ min )?[0-9,.]+ s"
              + "| --(?:runner|flinkMaster|sparkMaster)=[^\\s<]+");

  private final Path folder;

  /** Jobs in a folder that they have for themselves. */
  public ShopJobs(Path folder) {
    this.folder = folder;
  }

  /** Writes the world, runs the jobs on the Direct runner, and takes their outputs away. */
  public SortedMap<String, String> runDirectly(Processes processes) {
    List<String> generate = List.of("generate", "--output=" + world(), "--people=400", "--days=30");
    processes.run("generate", onDirect(generate));
    try {
      Files.copy(Path.of("../../test-data/demo/catchment.yaml"), world().resolve("catchment.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands().forEach((name, job) -> processes.run("direct-" + name, onDirect(job)));
    return take();
  }

  /** The arguments of each job by its name, in the order in which they are to be run. */
  public Map<String, List<String>> commands() {
    String config = "--config=" + world().resolve("catchment.yaml");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(
        "collect",
        List.of("collect", config, "--key=" + folder.resolve("key"), "--output=" + out("store")));
    commands.put(
        "profile",
        List.of("profile", config, "--store=" + out("store"), "--asOf=2026-02-10", "--format=csv"));
    commands.put(
        "cluster",
        List.of("cluster", "--input=" + out("store"), "--k=4", "--output=" + out("clusters")));
    commands.put(
        "audience",
        List.of(
            "audience",
            config,
            "--store=" + out("store"),
            "--model=" + out("clusters").resolve("model.json"),
            "--output=" + out("audiences")));
    return commands;
  }

  /** Starts collect by the launcher, which is told that maven has just built all it needs. */
  public Process launchCollect(Path log, List<String> runner, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.writeString(Path.of("target/built-bundle"), "");
    List<String> command = new ArrayList<>(List.of("../../catchment"));
    command.addAll(commands().get("collect"));
    command.addAll(runner);
    ProcessBuilder launcher = new ProcessBuilder(command);
    launcher.environment().put("CATCHMENT_HEAP", "700m");
    launcher.environment().putAll(environment);
    return Fork.interruptible(launcher)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Takes the outputs of the jobs away: each file by its name, without what is of the moment. */
  public SortedMap<String, String> take() {
    SortedMap<String, String> contents = new TreeMap<>();
    if (Files.notExists(folder.resolve("out"))) {
      return contents;
    }
    try (Stream<Path> paths = Files.walk(folder.resolve("out"))) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(path)) {
          contents.put(folder.relativize(path).toString(), content(path));
        }
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  /** The files that only one of two outputs has, or that differ. */
  public static List<String> differences(
      SortedMap<String, String> expected, SortedMap<String, String> found) {
    SortedSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
        .toList();
  }

  /** Of the outputs of all jobs, those that stand when only the first has run. */
  public SortedMap<String, String> onlyCollected(SortedMap<String, String> all) {
    SortedMap<String, String> collected = new TreeMap<>();
    all.forEach(
        (file, content) -> {
          if (file.matches(
              "out/store/((events|rejected|batches)/.*|summary\\.json|report\\.html)")) {
            collected.put(file, content);
          }
        });
    return collected;
  }

  private static List<String> onDirect(List<String> job) {
    String bundle = BundleChecks.bundle("direct").toString();
    List<String> arguments = new ArrayList<>(List.of("-Xmx1g", "-jar", bundle));
    arguments.addAll(job);
    return arguments;
  }

  /** The flags of Java that the launcher gives a runner. */
  public static List<String> flags(Path options) {
    String home = Path.of("../..").toAbsolutePath().normalize().toString();
    try (Stream<String> lines = Files.lines(options)) {
      return lines.map(line -> line.replace("HOME", home)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) throws IOException {
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return file.toString().endsWith(".parquet")
        ? bytes
        : MOMENT.matcher(bytes).replaceAll("$1$2$3");
  }

  private Path world() {
    return folder.resolve("world");
  }

  private Path out(String name) {
    return folder.resolve("out").resolve(name);
  }
}
