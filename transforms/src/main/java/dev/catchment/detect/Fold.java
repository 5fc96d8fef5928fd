package dev.catchment.detect;

import dev.catchment.model.Alert;
import dev.catchment.model.Alert.Status;
import dev.catchment.model.ByteSource;
import dev.catchment.model.Measured;
import dev.catchment.model.SeriesKey;
import dev.catchment.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The windows of one series in the order of time, folded into what the rules remember; each step
 * says what there is to tell. The same windows give the same messages, however often they are
 * folded.
 */
final class Fold {
  private static final String OVER = "over: nothing unusual any more";

  private final WatchSpec spec;
  private final RuleMemory[] rules;
  private long newest = Long.MIN_VALUE;

  private Fold(WatchSpec spec) {
    this.spec = spec;
    this.rules = new RuleMemory[spec.rules().size()];
  }

  /** Before the first window. */
  static Fold start(WatchSpec spec) {
    Fold fold = new Fold(spec);
    fold.reset();
    return fold;
  }

  private void reset() {
    newest = Long.MIN_VALUE;
    for (int index = 0; index < rules.length; index++) {
      rules[index] = RuleMemory.of(spec.rules().get(index));
    }
  }

  /** Takes the next window, after the silence that it ends. */
  void take(SeriesKey series, Measured window, List<Alert> told) {
    if (window.events() > 0) {
      passTo(series, window.oldest(), told);
    }
    for (int index = 0; index < rules.length; index++) {
      take(series, spec.rules().get(index), rules[index], window, told);
    }
    if (window.events() > 0) {
      newest = Math.max(newest, window.newest());
    }
  }

  private static void take(
      SeriesKey series, AlertRule rule, RuleMemory memory, Measured window, List<Alert> told) {
    boolean waits = rule.waits();
    if (waits && window.events() == 0) {
      return;
    }
    double[] values =
        waits
            ? new double[] {window.events()}
            : rule.metrics().stream().mapToDouble(window::value).toArray();
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      return;
    }
    long time = waits ? window.newest() : window.start();
    Verdict verdict = rule.detector().take(memory.detector, time, values);
    double value = values.length == 1 ? values[0] : Double.NaN;
    if (memory.open) {
      memory.streak = rule.holds(verdict, value) ? 0 : memory.streak + 1;
      if (memory.streak >= rule.close()) {
        memory.open = false;
        memory.streak = 0;
        memory.resolved = window.end();
        told.add(message(Status.RESOLVED, series, rule, memory, window, value, verdict, OVER));
      }
      return;
    }
    memory.streak = verdict.alert() ? memory.streak + 1 : 0;
    boolean cool =
        memory.resolved == Long.MIN_VALUE || window.start() >= memory.resolved + rule.coolDown();
    if (memory.streak >= rule.open() && cool) {
      memory.open = true;
      memory.streak = 0;
      memory.opened = window.start();
      told.add(
          message(Status.OPEN, series, rule, memory, window, value, verdict, verdict.reason()));
    }
  }

  private static Alert message(
      Status status,
      SeriesKey series,
      AlertRule rule,
      RuleMemory memory,
      Measured window,
      double value,
      Verdict verdict,
      String reason) {
    return new Alert(
        status,
        rule.severity(),
        series.monitor(),
        series.key(),
        rule.metric(),
        rule.name(),
        memory.opened,
        window.start(),
        window.end(),
        value,
        verdict.expected(),
        verdict.score(),
        reason);
  }

  /** Nothing has come up to a time: what was to be heard of until then is missing. */
  void passTo(SeriesKey series, long time, List<Alert> told) {
    if (newest == Long.MIN_VALUE) {
      return;
    }
    for (int index = 0; index < rules.length; index++) {
      AlertRule rule = spec.rules().get(index);
      RuleMemory memory = rules[index];
      long deadline = rule.detector().deadline(memory.detector);
      if (!memory.open && deadline <= Math.min(time, forgottenAt() - 1)) {
        memory.open = true;
        memory.streak = 0;
        memory.opened = newest;
        told.add(
            silent(
                Status.OPEN,
                series,
                rule,
                memory,
                deadline,
                rule.detector().silent(memory.detector, deadline)));
      }
    }
    if (forgottenAt() <= time) {
      forget(series, told);
    }
  }

  private void forget(SeriesKey series, List<Alert> told) {
    for (int index = 0; index < rules.length; index++) {
      if (rules[index].open) {
        told.add(
            silent(
                Status.RESOLVED,
                series,
                spec.rules().get(index),
                rules[index],
                forgottenAt(),
                Verdict.calm(0, Double.NaN)));
      }
    }
    reset();
  }

  private Alert silent(
      Status status,
      SeriesKey series,
      AlertRule rule,
      RuleMemory memory,
      long until,
      Verdict verdict) {
    return new Alert(
        status,
        rule.severity(),
        series.monitor(),
        series.key(),
        rule.metric(),
        rule.name(),
        memory.opened,
        newest,
        until,
        Double.NaN,
        verdict.expected(),
        verdict.score(),
        status == Status.OPEN
            ? verdict.reason()
            : "forgotten: no events for " + Words.time(spec.forget()));
  }

  private long forgottenAt() {
    return newest + spec.forget();
  }

  /** Whether there is nothing to remember. */
  boolean isForgotten() {
    return newest == Long.MIN_VALUE;
  }

  /** The time at which silence has something to say, at the latest that of forgetting. */
  long deadline() {
    if (newest == Long.MIN_VALUE) {
      return Long.MAX_VALUE;
    }
    long first = forgottenAt();
    for (int index = 0; index < rules.length; index++) {
      if (!rules[index].open) {
        first = Math.min(first, spec.rules().get(index).detector().deadline(rules[index].detector));
      }
    }
    return first;
  }

  /** The same once more, on its own. */
  Fold copy() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encode(out);
      return decode(spec, new ByteSource(out.toByteArray()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  void encode(OutputStream out) throws IOException {
    Wire.writeSigned(newest, out);
    Wire.writeVarint(rules.length, out);
    for (int index = 0; index < rules.length; index++) {
      rules[index].encode(spec.rules().get(index), out);
    }
  }

  /** Reads what was written; a rule that is new or that changed begins anew. */
  static Fold decode(WatchSpec spec, InputStream in) throws IOException {
    Fold fold = start(spec);
    fold.newest = Wire.readSigned(in);
    List<RuleMemory.Written> written = new ArrayList<>();
    for (int left = Wire.readLength(in); left > 0; left--) {
      written.add(RuleMemory.Written.decode(in));
    }
    for (int index = 0; index < fold.rules.length; index++) {
      AlertRule rule = spec.rules().get(index);
      for (RuleMemory.Written one : written) {
        if (one.isOf(rule)) {
          fold.rules[index] = one.read(rule);
        }
      }
    }
    return fold;
  }
}
