package dev.catchment.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.catchment.testing.HouseRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.Test;

/** The arrows between the packages of {@code transforms}. */
public class ArchitectureTest {
  private static final List<String> STAGES =
      List.of(
          "read",
          "clean",
          "expect",
          "enrich",
          "transform",
          "protect",
          "identify",
          "aggregate",
          "measure",
          "cluster",
          "lookalike",
          "recommend",
          "detect",
          "query",
          "write");

  /** The packages under the stages, and what each may use. */
  private static final Map<String, List<String>> GROUND_FLOOR =
      Map.of(
          "model", List.of(),
          "account", List.of(),
          "shuffle", List.of("model"),
          "rules", List.of("model"),
          "store", List.of("model"));

  private static JavaClasses transforms;

  @BeforeClass
  public static void importClasses() {
    transforms = HouseRules.classesOf("dev.catchment");
  }

  @Test
  public void everyClassIsInAKnownPackage() {
    List<String> known = new ArrayList<>(STAGES);
    known.addAll(GROUND_FLOOR.keySet());
    classes().should().resideInAnyPackage(packages(known)).check(transforms);
  }

  @Test
  public void stagesDoNotKnowEachOther() {
    for (String stage : STAGES) {
      noClasses()
          .that()
          .resideInAPackage(packageOf(stage))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              packages(STAGES.stream().filter(other -> !other.equals(stage)).toList()))
          .allowEmptyShould(true)
          .check(transforms);
    }
  }

  @Test
  public void theGroundFloorKnowsNothingAboveIt() {
    GROUND_FLOOR.forEach(
        (room, below) -> {
          List<String> allowed = new ArrayList<>(below);
          allowed.add(room);
          noClasses()
              .that()
              .resideInAPackage(packageOf(room))
              .should()
              .dependOnClassesThat(
                  resideInAPackage("dev.catchment..")
                      .and(resideOutsideOfPackages(packages(allowed))))
              .check(transforms);
        });
  }

  @Test
  public void onlyRunnersConfigKnowsARunner() {
    HouseRules.noRunner().check(transforms);
  }

  @Test
  public void stepsUseOnlyWhatEveryRunnerCanDo() {
    HouseRules.nothingThatSomeRunnerLacks().check(transforms);
  }

  @Test
  public void reshufflesHaveBuckets() {
    HouseRules.reshufflesHaveBuckets().check(transforms);
  }

  @Test
  public void dataIsNeverSerializedByJava() {
    HouseRules.noJavaSerializationOfData().check(transforms);
  }

  @Test
  public void noStepAsksForTheTimeButThoseThatMeasureHowLongThingsTookAndSignWhatLeaves() {
    HouseRules.noClock()
        .check(
            transforms.that(
                not(nameStartingWith("dev.catchment.account.MeasureLatency"))
                    .and(not(nameStartingWith("dev.catchment.write.webhook.PostWebhook")))));
  }

  @Test
  public void chanceHasASeed() {
    // The staging folder has a name that no other run has, a file in the making one that no other
    // attempt has.
    HouseRules.noUnseededChance(
            Set.of("dev.catchment.write.OutputDirectory", "dev.catchment.write.WholeFile"))
        .check(transforms);
  }

  @Test
  public void keysAreGroupedInShuffleOnly() {
    // FoldRows and FitEncoding merge one summary per bundle under the one key that there is;
    // MatchFiles, ReadJdbc, RecordRanges and TableRanges group names and ranges into 256
    // portions at most, ReadKafka those of a topic by its partitions.
    // DropDuplicates and WriteEvents group blocks of encoded events into 128 shards and 1024
    // groups. Queries group blocks of bytes into 16 shards, and the sessions of topics by key.
    HouseRules.keysAreGroupedInShuffleOnly(
            Set.of(
                "dev.catchment.clean.DropDuplicates",
                "dev.catchment.cluster.FitEncoding",
                "dev.catchment.cluster.FoldRows",
                "dev.catchment.query.LiveSessions",
                "dev.catchment.query.Shards",
                "dev.catchment.read.MatchFiles",
                "dev.catchment.read.ReadJdbc",
                "dev.catchment.read.ReadKafka",
                "dev.catchment.read.RecordRanges",
                "dev.catchment.read.TableRanges",
                "dev.catchment.write.WriteEvents"))
        .check(transforms);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }

  private static String packageOf(String name) {
    return "dev.catchment." + name + "..";
  }
}
