package dev.catchment.pipelines.lookalike;

import dev.catchment.lookalike.Reach;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.table.InputTable;
import dev.catchment.pipelines.table.RowCondition;
import dev.catchment.read.InputException;
import dev.catchment.read.TableFiles;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the people most like a list of seeds; see {@code docs/jobs/lookalike.md}. */
public final class LookalikeJob implements PipelineJob<LookalikeOptions> {
  @Override
  public String name() {
    return "lookalike";
  }

  @Override
  public String summary() {
    return "finds the people most like a list of seeds";
  }

  @Override
  public String writes() {
    return "Into the output folder: lookalike.csv, the people and their scores, the likest first; "
        + "model.json; curve.csv; report.html, to look at; and summary.json.";
  }

  @Override
  public Class<LookalikeOptions> options() {
    return LookalikeOptions.class;
  }

  @Override
  public Task plan(LookalikeOptions options, Instant start) {
    Reach reach = options.getReach() == null ? Reach.everybody() : Reach.of(options.getReach());
    if (reach.people(Long.MAX_VALUE) < options.getMinimum()) {
      throw new UsageException(
          "--reach=%s is fewer people than --minimum=%s, so that they could be singled out; raise --reach"
              .formatted(options.getReach(), options.getMinimum()));
    }
    String profiles = InputTable.of(options.getProfiles());
    SeedList seeds = SeedList.find(options.getSeedAudience(), options.getId());
    LookalikePlan plan = plan(options, profiles, reach);
    seeds.ids(options.getMinimum());
    return new LookalikeTask(options, plan, seeds);
  }

  private static LookalikePlan plan(LookalikeOptions options, String profiles, Reach reach) {
    List<String> columns;
    List<String> numbers;
    try {
      columns = TableFiles.columns(profiles);
      numbers = TableFiles.numericColumns(profiles);
    } catch (InputException e) {
      throw new UsageException("--profiles: " + e.getMessage(), e);
    }
    String id = options.getId();
    checkColumn("id", id, columns);
    List<String> features = features(options, columns, numbers);
    return new LookalikePlan(
        profiles,
        columns,
        TableColumns.of(columns, id, features),
        id,
        features,
        RowCondition.of(options.getWhere(), columns, numbers),
        reach,
        options.getMinimum(),
        options.getSeed());
  }

  private static List<String> features(
      LookalikeOptions options, List<String> columns, List<String> numbers) {
    List<String> wanted = options.getFeatures();
    if (wanted == null || wanted.isEmpty()) {
      List<String> all = numbers.stream().filter(name -> !name.equals(options.getId())).toList();
      if (all.isEmpty()) {
        throw new UsageException(
            "--profiles: %s has no column of numbers to compare people by; its columns are %s"
                .formatted(options.getProfiles(), String.join(", ", columns)));
      }
      return all;
    }
    Set<String> seen = new HashSet<>();
    for (String feature : wanted) {
      checkColumn("features", feature, columns);
      if (!seen.add(feature)) {
        throw new UsageException("--features names %s twice; name it once".formatted(feature));
      }
      if (feature.equals(options.getId())) {
        throw new UsageException(
            "--features names %s, the column of the ids; leave it out".formatted(feature));
      }
    }
    return wanted;
  }

  private static void checkColumn(String option, String name, List<String> columns) {
    if (!columns.contains(name)) {
      throw new UsageException(
          "--%s: there is no column %s%s The columns are %s"
              .formatted(
                  option, name, Nearest.hintOrStop(name, columns), String.join(", ", columns)));
    }
  }
}
