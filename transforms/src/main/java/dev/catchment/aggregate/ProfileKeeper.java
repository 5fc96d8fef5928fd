package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import dev.catchment.model.Event;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Keeps the profile of a person and the audiences the person is in up to date, event by event and
 * as time passes.
 *
 * <p>At any moment the profile is what {@link AggregateProfiles} makes of the events so far with
 * the end of the present {@link Steps step} as its date. So an event counts from the moment it
 * comes, and one that is too old ceases to count when a step begins. A late event counts in its
 * place. The date of a person never goes back.
 *
 * <p>A rule is evaluated when one of the features that it looks at, itself or by way of others, has
 * another value, unless {@link Onlookers} shows that it cannot find otherwise. A rule, or the
 * condition of a feature, that fails by a division by zero is as one that is false.
 */
final class ProfileKeeper implements Serializable {
  private static final long serialVersionUID = 1;

  private final EventFields fields;
  private final Steps steps;
  private final long horizon;
  private final List<Feature> features = new ArrayList<>();
  private final Conditions conditions;
  private final Schema schema;
  private final List<Rule> derived;
  private final List<AudienceRule> audiences;
  private final List<Onlookers> onlookers = new ArrayList<>();
  private final PersonFormat format;

  /**
   * A keeper.
   *
   * @param schema all features, those declared and then those derived
   * @param derived the rules of the features that are derived, in their order
   * @param horizon the last date; {@link Steps#NEVER} for none
   */
  ProfileKeeper(
      List<FeatureSpec> specs,
      EventFields fields,
      Schema schema,
      List<Rule> derived,
      List<AudienceRule> audiences,
      Steps steps,
      long horizon) {
    this.fields = fields;
    this.schema = schema;
    this.derived = List.copyOf(derived);
    this.audiences = List.copyOf(audiences);
    this.steps = steps;
    this.horizon = horizon;
    this.conditions = new Conditions(specs);
    checkArgument(
        horizon == Steps.NEVER || horizon % steps.length() == 0,
        "the last date %s is not the end of a step of %s ms",
        horizon,
        steps.length());
    Map<String, Set<String>> uses = uses();
    Set<Integer> ids = new HashSet<>();
    for (FeatureSpec spec : specs) {
      onlookers.add(onlookers(spec.name(), uses));
      Feature feature =
          Feature.of(spec, FeaturePlan.of(spec, fields, null), steps, awaited(spec.name(), uses));
      checkArgument(ids.add(feature.id()), "feature %s has the id of another one", spec.name());
      features.add(feature);
    }
    this.format = new PersonFormat(features, audienceIds(), planId());
  }

  /** The features that each derived feature and each audience looks at, itself or by others. */
  private Map<String, Set<String>> uses() {
    Map<String, Set<String>> uses = new LinkedHashMap<>();
    for (Rule rule : derived) {
      uses.put(rule.name(), closure(rule.references(), uses));
    }
    return uses;
  }

  private static Set<String> closure(Set<String> names, Map<String, Set<String>> uses) {
    Set<String> all = new HashSet<>(names);
    names.forEach(name -> all.addAll(uses.getOrDefault(name, Set.of())));
    return all;
  }

  private Onlookers onlookers(String feature, Map<String, Set<String>> uses) {
    return new Onlookers(
        feature,
        audiences,
        place -> closure(Set.copyOf(audiences.get(place).reason().names()), uses).contains(feature),
        place ->
            audiences.get(place).reason().names().stream()
                .noneMatch(name -> uses.getOrDefault(name, Set.of()).contains(feature)));
  }

  /** What the audiences wait for, and the derived features that some audience looks at. */
  private Awaited awaited(String feature, Map<String, Set<String>> uses) {
    List<Rule> looking = new ArrayList<>();
    Set<String> wanted = new HashSet<>();
    for (AudienceRule audience : audiences) {
      Set<String> direct = Set.copyOf(audience.reason().names());
      wanted.addAll(closure(direct, uses));
      if (direct.contains(feature)) {
        looking.add(audience.rule());
      }
    }
    for (Rule rule : derived) {
      if (wanted.contains(rule.name()) && rule.references().contains(feature)) {
        looking.add(rule);
      }
    }
    return Awaited.by(looking, feature);
  }

  private int[] audienceIds() {
    int[] ids = audiences.stream().mapToInt(audience -> (int) hash(audience.name())).toArray();
    checkArgument(
        ids.length == Arrays.stream(ids).distinct().count(), "two audiences have the same id");
    return ids;
  }

  private long planId() {
    StringBuilder all = new StringBuilder();
    features.forEach(feature -> all.append(feature.id()).append('\n'));
    derived.forEach(rule -> all.append(rule).append('\n'));
    audiences.forEach(audience -> all.append(audience.name()).append(audience.rule()).append('\n'));
    return hash(all.toString());
  }

  private static long hash(String text) {
    return Hashing.farmHashFingerprint64().hashString(text, StandardCharsets.UTF_8).asLong();
  }

  boolean hasHorizon() {
    return horizon != Steps.NEVER;
  }

  /** The last moment before the last date. */
  long lastMoment() {
    return horizon - 1;
  }

  /** The begin of the step whose end a date is. */
  long beginOfStepBefore(long date) {
    return date - steps.length();
  }

  PersonFormat format() {
    return format;
  }

  List<Feature> features() {
    return features;
  }

  /** A person of whom nothing is known. */
  Person create() {
    return new Person(features);
  }

  /**
   * Takes an event.
   *
   * @param now the time of the stream, or that of the event where the stream has none yet
   */
  void take(String profileId, Person person, Event event, long now, Listener listener) {
    boolean isNew = person.asOf == Person.NO_DATE;
    advance(profileId, person, now, listener);
    person.version++;
    BitSet touched = new BitSet();
    IntPredicate counts =
        conditions.of(
            fields.variables(event),
            (rule, values) -> Boolean.TRUE.equals(evaluate(rule, values, listener)));
    for (int slot = 0; slot < features.size(); slot++) {
      FeaturePlan plan = features.get(slot).plan();
      if (plan.covers(event.timestamp()) && counts.test(slot)) {
        Cell cell = person.cells[slot];
        Object before = cell.settled();
        if (cell.add(plan.observe(event), person.asOf)) {
          onlookers.get(slot).mark(before, cell.settled(), touched);
        }
      }
    }
    if (isNew) {
      touched.set(0, audiences.size());
    }
    boolean isLate = !isNew && event.timestamp() < person.asOf - steps.length();
    decide(
        person,
        touched,
        listener,
        (audience, entered, reason) ->
            new AudienceChange(
                profileId,
                audience,
                entered,
                event.timestamp(),
                person.asOf,
                false,
                isLate,
                person.sequence,
                reason));
  }

  /** Goes on to a time of the stream, by way of every date at which something changes before. */
  void advance(String profileId, Person person, long now, Listener listener) {
    long asOf = Math.min(horizon, steps.end(now));
    for (long date = person.wake(); date <= asOf; date = person.wake()) {
      person.asOf = date;
      person.version++;
      BitSet touched = new BitSet();
      for (int slot = 0; slot < features.size(); slot++) {
        Cell cell = person.cells[slot];
        Object before = cell.settled();
        if (cell.advance(date)) {
          onlookers.get(slot).mark(before, cell.settled(), touched);
        }
      }
      decideByTime(profileId, person, touched, listener);
    }
    person.asOf = Math.max(person.asOf, asOf);
    if (person.isOutdated && person.version > 0) {
      for (Cell cell : person.cells) {
        cell.settle(person.asOf);
      }
      BitSet all = new BitSet();
      all.set(0, audiences.size());
      decideByTime(profileId, person, all, listener);
    }
    person.isOutdated = false;
  }

  private void decideByTime(String profileId, Person person, BitSet touched, Listener listener) {
    decide(
        person,
        touched,
        listener,
        (audience, entered, reason) ->
            new AudienceChange(
                profileId,
                audience,
                entered,
                person.asOf - steps.length(),
                person.asOf,
                true,
                false,
                person.sequence,
                reason));
  }

  private void decide(Person person, BitSet touched, Listener listener, ChangeMaker maker) {
    if (touched.isEmpty()) {
      return;
    }
    Function<String, Object> values =
        values(slot -> person.cells[slot].value(person.asOf), listener);
    for (int place = touched.nextSetBit(0); place >= 0; place = touched.nextSetBit(place + 1)) {
      AudienceRule audience = audiences.get(place);
      boolean entered = Boolean.TRUE.equals(evaluate(audience.rule(), values, listener));
      listener.evaluated();
      if (entered != person.audiences.get(place)) {
        person.audiences.set(place, entered);
        person.sequence++;
        Object[] reason = audience.reason().names().stream().map(values).toArray();
        listener.changed(maker.make(audience.name(), entered, Values.of(reason)));
      }
    }
  }

  /** What is known of a person at the person's date. */
  ProfileState state(String profileId, Person person, Listener listener) {
    Function<String, Object> values =
        values(slot -> person.cells[slot].valueNow(person.asOf), listener);
    List<String> in =
        person.audiences.stream().mapToObj(place -> audiences.get(place).name()).toList();
    Object[] all = schema.names().stream().map(values).toArray();
    return new ProfileState(
        new Profile(profileId, Values.of(all)), person.asOf, person.version, in);
  }

  /** The values of all features by name, those derived computed when they are asked for. */
  private Function<String, Object> values(IntFunction<Object> declared, Listener listener) {
    Object[] made = new Object[derived.size()];
    boolean[] isMade = new boolean[derived.size()];
    return new Function<>() {
      @Override
      public Object apply(String name) {
        int slot = schema.slot(name);
        if (slot < features.size()) {
          return declared.apply(slot);
        }
        int place = slot - features.size();
        if (!isMade[place]) {
          made[place] = evaluate(derived.get(place), this, listener);
          isMade[place] = true;
        }
        return made[place];
      }
    };
  }

  private static Object evaluate(Rule rule, Function<String, Object> values, Listener listener) {
    try {
      return rule.evaluate(values);
    } catch (RuleException failed) {
      listener.failed(rule.name());
      return null;
    }
  }

  /** The date at which something may change by time alone; {@link Steps#NEVER} for none. */
  long wake(Person person) {
    long wake = person.wake();
    return wake <= horizon ? wake : Steps.NEVER;
  }

  /** Hears of what the keeper finds. */
  interface Listener {
    /** A person came into an audience or went out of it. */
    void changed(AudienceChange change);

    /** A rule of an audience was evaluated. */
    default void evaluated() {}

    /** A rule of this name could not be evaluated. */
    default void failed(String rule) {}
  }

  private interface ChangeMaker {
    AudienceChange make(String audience, boolean entered, Values reason);
  }
}
