package dev.catchment.expect;

import com.google.common.hash.HashCode;
import dev.catchment.expect.Check.ExistsIn;
import dev.catchment.expect.Check.Fresh;
import dev.catchment.expect.Check.IsTrue;
import dev.catchment.expect.Check.NotNull;
import dev.catchment.expect.Check.OfValue;
import dev.catchment.expect.Check.Rows;
import dev.catchment.expect.Check.Unique;
import dev.catchment.model.Event;
import dev.catchment.model.Position;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.RuleException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Measures one expectation on the events of one source. Not thread-safe. */
interface Gauge {
  /** Looks at an event; the position may be null. */
  void take(Event event, Position position);

  /** The number of different values that are held. */
  default int values() {
    return 0;
  }

  /** Hands over what was seen, by key, and begins anew. */
  void drain(BiConsumer<String, Observation> seen);

  /**
   * The gauge of an expectation for the events of its own source.
   *
   * @param until events later than this do not make a source fresh
   * @param shards over how many keys the values are spread
   */
  static Gauge of(Expectation expectation, EventFields fields, long until, int shards) {
    Check check = expectation.check();
    String key = expectation.key();
    if (check instanceof Rows) {
      return new Counts(key, (event, position, counts) -> counts.count(true, position));
    }
    if (check instanceof Fresh) {
      return new Counts(
          key,
          (event, position, counts) -> {
            if (event.timestamp() <= until) {
              counts.see(event.timestamp());
            }
          });
    }
    if (check instanceof IsTrue isTrue) {
      return new Counts(
          key, (event, position, counts) -> decide(isTrue, fields, event, position, counts));
    }
    Function<Event, Object> field = fields.reader(expectation.field())::apply;
    if (check instanceof NotNull) {
      return new Counts(
          key, (event, position, counts) -> counts.count(field.apply(event) != null, position));
    }
    if (check instanceof OfValue value) {
      return new Counts(
          key,
          (event, position, counts) -> {
            Object found = field.apply(event);
            if (found != null) {
              counts.count(value.test(found), position);
            }
          });
    }
    return new Indexes(key, field, check instanceof Unique, true, shards);
  }

  /** The gauge of the values that must exist, for the events of the source that has them. */
  static Gauge ofKnown(Expectation expectation, ExistsIn check, EventFields fields, int shards) {
    return new Indexes(
        expectation.key(), fields.reader(check.field())::apply, false, false, shards);
  }

  private static void decide(
      IsTrue check, EventFields fields, Event event, Position position, Observation counts) {
    Object decided;
    try {
      decided = check.rule().evaluate(fields.variables(event));
    } catch (RuleException failure) {
      decided = false;
    }
    if (decided != null) {
      counts.count((Boolean) decided, position);
    }
  }

  /** Counts. */
  final class Counts implements Gauge {
    private final String key;
    private final Look look;
    private Observation counts = new Observation();

    Counts(String key, Look look) {
      this.key = key;
      this.look = look;
    }

    @Override
    public void take(Event event, Position position) {
      look.at(event, position, counts);
    }

    @Override
    public void drain(BiConsumer<String, Observation> seen) {
      seen.accept(key, counts);
      counts = new Observation();
    }

    interface Look {
      void at(Event event, Position position, Observation counts);
    }
  }

  /** Indexes values, spread over keys. */
  final class Indexes implements Gauge {
    private final String key;
    private final Function<Event, Object> field;
    private final boolean isUnique;
    private final boolean asks;
    private final ValueIndex[] shards;

    Indexes(String key, Function<Event, Object> field, boolean isUnique, boolean asks, int shards) {
      this.key = key;
      this.field = field;
      this.isUnique = isUnique;
      this.asks = asks;
      this.shards = new ValueIndex[shards];
    }

    @Override
    public void take(Event event, Position position) {
      Object value = field.apply(event);
      if (value == null) {
        return;
      }
      HashCode hash = ValueIndex.hash(value);
      int shard = ValueIndex.shard(hash, shards.length);
      if (shards[shard] == null) {
        shards[shard] = new ValueIndex();
      }
      if (asks) {
        shards[shard].ask(hash, position);
      } else {
        shards[shard].know(hash);
      }
    }

    @Override
    public int values() {
      int values = 0;
      for (ValueIndex shard : shards) {
        values += shard == null ? 0 : shard.size();
      }
      return values;
    }

    @Override
    public void drain(BiConsumer<String, Observation> seen) {
      for (int shard = 0; shard < shards.length; shard++) {
        if (shards[shard] != null) {
          seen.accept(
              ExpectationMeter.key(key, shard),
              isUnique
                  ? Observation.ofUnique(shards[shard])
                  : Observation.ofExisting(shards[shard]));
          shards[shard] = null;
        }
      }
    }
  }
}
