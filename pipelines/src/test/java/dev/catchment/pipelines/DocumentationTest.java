package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds the pages about the jobs to what the command line says of them. */
public class DocumentationTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern JOB = Pattern.compile("  (\\w+) +(\\S.*)");
  private static final Pattern OPTION =
      Pattern.compile("  (--\\w+=\\S+)(?: \\((?:default )?(.*)\\))?");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

  /** The summary of each job that writes one. */
  private static final Map<String, String> SUMMARIES =
      Map.ofEntries(
          Map.entry("collect", "collect.CollectSummary"),
          Map.entry("compact", "compact.CompactSummary"),
          Map.entry("repair", "repair.RepairSummary"),
          Map.entry("profile", "profile.ProfileSummary"),
          Map.entry("cluster", "cluster.ClusterSummary"),
          Map.entry("audience", "audience.AudienceSummary"),
          Map.entry("lookalike", "lookalike.LookalikeSummary"),
          Map.entry("parity", "live.ParitySummary"),
          Map.entry("query", "query.QuerySummary"),
          Map.entry("plan", "capacity.PlanSummary"),
          Map.entry("demo", "demo.DemoSummary"));

  @Test
  public void everyJobHasAPageThatExplainsItsOptions() throws IOException {
    for (String job : jobs().keySet()) {
      String table = optionsTable(help("help", job));
      assertTrue(
          "docs/jobs/" + job + ".md must contain this table:\n" + table,
          page("docs/jobs/" + job + ".md").contains(table));
    }
  }

  @Test
  public void theReadmeListsTheJobs() throws IOException {
    String readme = page("README.md");
    jobs()
        .forEach(
            (job, summary) -> {
              String row = "| [`%s`](docs/jobs/%s.md) | %s |".formatted(job, job, summary);
              assertTrue("README.md must contain: " + row, readme.contains(row));
            });
  }

  @Test
  public void everyFieldOfASummaryIsExplained() throws Exception {
    for (Map.Entry<String, String> summary : SUMMARIES.entrySet()) {
      String page = page("docs/jobs/" + summary.getKey() + ".md");
      Class<?> type = Class.forName("dev.catchment.pipelines." + summary.getValue());
      for (RecordComponent field : type.getRecordComponents()) {
        assertTrue(
            "docs/jobs/%s.md must explain `%s`".formatted(summary.getKey(), field.getName()),
            page.contains("`" + field.getName() + "`"));
      }
    }
  }

  @Test
  public void theExitStatusesAreThoseOfTheProgram() throws IOException {
    for (String file : List.of("README.md", "docs/jobs/README.md")) {
      String page = page(file);
      for (ExitStatus status : ExitStatus.values()) {
        assertTrue(file + " must explain " + status, page.contains("| " + status.code() + " | "));
      }
    }
  }

  @Test
  public void everyLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : pages()) {
      Matcher link = LINK.matcher(Files.readString(file));
      while (link.find()) {
        boolean web = link.group(1).startsWith("https://");
        if (!web && !Files.exists(file.resolveSibling(link.group(1)))) {
          broken.add(ROOT.relativize(file) + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private static Map<String, String> jobs() {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (String line : help("help")) {
      Matcher job = JOB.matcher(line);
      if (job.matches()) {
        jobs.put(job.group(1), job.group(2));
      }
    }
    assertTrue("catchment help names no job", jobs.containsKey("collect"));
    return jobs;
  }

  private static String optionsTable(List<String> help) {
    StringBuilder table =
        new StringBuilder("| option | meaning | default | example |\n|---|---|---|---|\n");
    String name = null;
    String remark = null;
    List<String> meaning = new ArrayList<>();
    for (String line : help.subList(2, help.size())) {
      Matcher option = OPTION.matcher(line);
      if (option.matches()) {
        append(table, name, meaning, remark);
        name = option.group(1);
        remark = option.group(2);
        meaning.clear();
      } else if (line.startsWith(" ")) {
        meaning.add(line.strip());
      }
    }
    append(table, name, meaning, remark);
    return name == null ? "" : table.toString();
  }

  private static void append(
      StringBuilder table, String name, List<String> meaning, String remark) {
    if (name != null) {
      int last = meaning.size() - 1;
      table.append(
          "| `%s` | %s | %s | `%s` |%n"
              .formatted(
                  name.replace("|", "\\|"),
                  String.join(" ", meaning.subList(0, last)),
                  remark == null ? "" : remark,
                  meaning.get(last).replace("Such as ", "").replace("|", "\\|")));
    }
  }

  private static List<String> help(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    ExitStatus status =
        Catchment.run(arguments, stream, stream, InstantSource.fixed(Instant.EPOCH));
    assertEquals(Arrays.toString(arguments), ExitStatus.DONE, status);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve(name));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> templates = Files.list(ROOT.resolve("templates"));
        Stream<Path> top = Files.list(ROOT);
        Stream<Path> benchmarks = Files.list(ROOT.resolve("benchmarks"))) {
      return Stream.of(docs, templates, top, benchmarks)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }
}
