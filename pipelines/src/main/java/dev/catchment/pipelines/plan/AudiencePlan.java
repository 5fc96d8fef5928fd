package dev.catchment.pipelines.plan;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Audience;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One audience: who is in it, and what is written of each member.
 *
 * @param name the name in the configuration
 * @param description what it is for
 * @param rule whether a profile is a member
 * @param columns the features that are written: those to export, then those that the rule looks at,
 *     so that every row shows why it is there
 */
public record AudiencePlan(String name, String description, Rule rule, List<String> columns)
    implements Serializable {

  /** The name of the field that holds the number of a profile's cluster. */
  public static final String CLUSTER = "cluster";

  /**
   * Plans the audiences of a configuration over the features of profiles.
   *
   * @throws UsageException when a rule or an exported feature is wrong
   */
  public static List<AudiencePlan> of(ConfigFile file, Schema features) {
    return of(file, features, List.of());
  }

  /**
   * Plans the audiences of a configuration but for some.
   *
   * @param leftOut the names of the others
   * @throws UsageException when a rule or an exported feature is wrong
   */
  public static List<AudiencePlan> of(ConfigFile file, Schema features, List<String> leftOut) {
    if (file.config().audiences().isEmpty()) {
      throw file.problem("section audiences is missing; name at least one audience");
    }
    List<AudiencePlan> plans = new ArrayList<>();
    file.config()
        .audiences()
        .forEach(
            (name, audience) -> {
              if (!leftOut.contains(name)) {
                plans.add(of(file, features, name, audience));
              }
            });
    return List.copyOf(plans);
  }

  /**
   * The names of the audiences that only {@code audience --model} knows, as their rules ask for the
   * cluster of a profile whose features do not have it.
   */
  public static List<String> clustered(ConfigFile file, Schema features) {
    if (features.contains(CLUSTER)) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>(features.fields());
    fields.add(new Field(CLUSTER, FieldType.INTEGER));
    Schema withCluster = Schema.of(fields);
    return file.config().audiences().entrySet().stream()
        .filter(audience -> isClustered(audience.getValue().rule(), withCluster))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isClustered(String rule, Schema withCluster) {
    try {
      return Rule.compile("", rule, withCluster, FieldType.BOOLEAN).references().contains(CLUSTER);
    } catch (RuleException wrong) {
      return false;
    }
  }

  private static AudiencePlan of(ConfigFile file, Schema features, String name, Audience audience) {
    for (int index = 0; index < audience.export().size(); index++) {
      String feature = audience.export().get(index);
      if (!features.contains(feature)) {
        throw file.problem(
            "there is no feature %s%s".formatted(feature, Nearest.hint(feature, features.names())),
            "audiences",
            name,
            "export",
            Integer.toString(index));
      }
    }
    try {
      Rule rule = Rule.compile(name, audience.rule(), features, FieldType.BOOLEAN);
      Set<String> columns = new LinkedHashSet<>(audience.export());
      columns.addAll(new TreeSet<>(rule.references()));
      return new AudiencePlan(name, audience.description(), rule, List.copyOf(columns));
    } catch (RuleException e) {
      String hint =
          !features.contains(CLUSTER) && audience.rule().contains(CLUSTER)
              ? System.lineSeparator() + "    The field cluster needs --model=DIR/model.json"
              : "";
      throw file.problem(e.getMessage() + hint, "audiences", name, "rule");
    }
  }
}
