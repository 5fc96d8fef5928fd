package dev.catchment.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.OrderedListState;
import org.apache.beam.sdk.transforms.Deduplicate;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;

/** The rules that hold in every module but those of the runners. */
public final class HouseRules {
  private static final Set<String> CLOCKS =
      Set.of("now", "currentTimeMillis", "nanoTime", "currentTime", "systemUTC", "system");
  private static final Set<String> TIMED_WHEN_MADE_OF_NOTHING =
      Set.of("java.util.Date", "org.joda.time.Instant", "org.joda.time.DateTime");
  private static final Set<String> RANDOM_WHEN_MADE_OF_NOTHING =
      Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");
  private static final Map<String, Set<String>> RANDOM_METHODS =
      Map.of(
          "java.lang.Math", Set.of("random"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.util.concurrent.ThreadLocalRandom", Set.of("current"));

  private HouseRules() {}

  /** The product's own classes of a package, those of tests left out. */
  public static JavaClasses classesOf(String packageName) {
    JavaClasses found =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(packageName);
    if (found.size() < 20) {
      throw new IllegalStateException("only " + found.size() + " classes in " + packageName);
    }
    return found;
  }

  /** Only {@code runners-config} knows a runner. */
  public static ArchRule noRunner() {
    return noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.beam.runners..");
  }

  /** What one of the runners cannot do; see docs/decisions/0010-what-every-runner-can-do.md. */
  public static ArchRule nothingThatSomeRunnerLacks() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            GroupIntoBatches.class,
            DoFn.OnWindowExpiration.class,
            OrderedListState.class,
            MultimapState.class,
            RestrictionTracker.class);
  }

  /** Data travels in written formats, never in Java's serialization. */
  public static ArchRule noJavaSerializationOfData() {
    return noClasses().should().dependOnClassesThat().areAssignableTo(SerializableCoder.class);
  }

  /** Time is given to a step; it never asks for it. */
  public static ArchRule noClock() {
    return noClasses().should().callCodeUnitWhere(call("asks for the time", HouseRules::asksTime));
  }

  /**
   * Chance comes from a seed, so that the same input gives the same output.
   *
   * @param exceptions the classes, by name, whose chance reaches no output
   */
  public static ArchRule noUnseededChance(Set<String> exceptions) {
    return noClasses()
        .that(not(exceptions))
        .should()
        .callCodeUnitWhere(
            call(
                "is random without a seed",
                target ->
                    isMadeOfNothing(target, RANDOM_WHEN_MADE_OF_NOTHING)
                        || RANDOM_METHODS
                            .getOrDefault(target.getOwner().getName(), Set.of())
                            .contains(target.getName())
                        || (target.getOwner().getName().equals("java.util.Collections")
                            && target.getName().equals("shuffle")
                            && target.getRawParameterTypes().size() == 1)));
  }

  /**
   * Data is grouped by key through the package {@code shuffle} only; see
   * docs/decisions/0002-keyed-aggregation-through-shuffle.md.
   *
   * @param exceptions the classes, by name, whose keys are few for certain
   */
  public static ArchRule keysAreGroupedInShuffleOnly(Set<String> exceptions) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.catchment.shuffle..")
        .and(not(exceptions))
        .should()
        .callCodeUnitWhere(call("groups by key", HouseRules::groupsByKey));
  }

  /** The Direct runner passes 2,000 elements a second through a reshuffle without buckets. */
  public static ArchRule reshufflesHaveBuckets() {
    return classes()
        .that(
            describe(
                "reshuffle",
                found ->
                    found.getMethodCallsFromSelf().stream()
                        .anyMatch(made -> made.getTargetOwner().isEquivalentTo(Reshuffle.class))))
        .should()
        .callMethod(Reshuffle.ViaRandomKey.class, "withNumBuckets", Integer.class)
        .allowEmptyShould(true);
  }

  private static boolean groupsByKey(CodeUnitCallTarget target) {
    JavaClass owner = target.getOwner();
    boolean groups =
        owner.isAssignableTo(GroupByKey.class)
            || owner.isAssignableTo(CoGroupByKey.class)
            || owner.isAssignableTo(Distinct.class)
            || owner.isAssignableTo(Deduplicate.class);
    return groups
        || (owner.getPackageName().startsWith("org.apache.beam.sdk")
            && target.getName().matches("(?i).*per(Key|Element).*"));
  }

  private static boolean asksTime(CodeUnitCallTarget target) {
    if (isMadeOfNothing(target, TIMED_WHEN_MADE_OF_NOTHING)) {
      return true;
    }
    return CLOCKS.contains(target.getName())
        && target.getOwner().getName().matches("(java|org\\.joda)\\..*")
        && target.getRawParameterTypes().stream().allMatch(HouseRules::isZoneOrClock);
  }

  private static boolean isZoneOrClock(JavaClass parameter) {
    return Set.of("ZoneId", "Clock", "DateTimeZone").contains(parameter.getSimpleName());
  }

  private static boolean isMadeOfNothing(CodeUnitCallTarget target, Set<String> owners) {
    return target.getName().equals("<init>")
        && target.getRawParameterTypes().isEmpty()
        && owners.contains(target.getOwner().getName());
  }

  private static DescribedPredicate<JavaClass> not(Set<String> names) {
    return describe("are not " + names, found -> !names.contains(found.getName()));
  }

  private static DescribedPredicate<JavaCall<?>> call(
      String description, java.util.function.Predicate<CodeUnitCallTarget> is) {
    return describe(description, made -> is.test(made.getTarget()));
  }
}
