package dev.catchment.pipelines.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.catchment.pipelines.Catchment;
import dev.catchment.testing.HouseRules;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.Test;

/** What holds in {@code pipelines}. */
public class ArchitectureTest {
  private static final String HOME = "dev.catchment.pipelines";

  private static JavaClasses pipelines;

  @BeforeClass
  public static void importClasses() {
    pipelines = HouseRules.classesOf(HOME);
  }

  @Test
  public void theReportKnowsNothingOfTheJobs() {
    usesNothingOfOursBut("report", HOME + ".report..");
  }

  @Test
  public void theConfigurationKnowsNothingOfWhatIsMadeOfIt() {
    usesNothingOfOursBut("config", HOME, HOME + ".config..");
  }

  @Test
  public void plansAreMadeOfTheConfigurationAlone() {
    usesNothingOfOursBut("plan", HOME, HOME + ".config..", HOME + ".plan..");
  }

  @Test
  public void onlyRunnersConfigKnowsARunner() {
    HouseRules.noRunner().check(pipelines);
  }

  @Test
  public void stepsUseOnlyWhatEveryRunnerCanDo() {
    HouseRules.nothingThatSomeRunnerLacks().check(pipelines);
  }

  @Test
  public void reshufflesHaveBuckets() {
    HouseRules.reshufflesHaveBuckets().check(pipelines);
  }

  @Test
  public void dataIsNeverSerializedByJava() {
    HouseRules.noJavaSerializationOfData().check(pipelines);
  }

  @Test
  public void onlyTheCommandLineAsksForTheTimeAndTheStepThatEndsAJobThatNobodyWaitsFor() {
    HouseRules.noClock()
        .check(
            pipelines.that(
                not(type(Catchment.class)).and(not(nameStartingWith(HOME + ".FinishOutput")))));
  }

  @Test
  public void chanceHasASeed() {
    // The id of a run is in no output of it; the line of a live job tells its numbers from those
    // of other runs.
    HouseRules.noUnseededChance(Set.of(HOME + ".observe.RunId", HOME + ".stream.LineOptions$Fresh"))
        .check(pipelines);
  }

  @Test
  public void keysAreGroupedInShuffleOnly() {
    // WriteFiles groups by file, of which a world has a few per day and 20,000 people.
    HouseRules.keysAreGroupedInShuffleOnly(Set.of(HOME + ".generate.WriteFiles")).check(pipelines);
  }

  private static void usesNothingOfOursBut(String room, String... allowed) {
    noClasses()
        .that()
        .resideInAPackage(HOME + "." + room + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(HOME + "..").and(resideOutsideOfPackages(allowed)))
        .check(pipelines);
  }
}
