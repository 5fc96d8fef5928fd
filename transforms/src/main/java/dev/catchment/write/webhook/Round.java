package dev.catchment.write.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One round of tries for the messages that wait in a shard: up to {@value #WAVES} waves of {@value
 * #WAVE} at the same time, each message once, those of a key one after the other.
 *
 * <p>A message that failed sits out some rounds, waits behind the others, and holds back what waits
 * behind it by its key. A wave in which somebody finds the server away is the last of the round.
 * Where all of it do, nobody sits out, and all that wait count a try: they have been waiting for
 * the same server.
 */
final class Round {
  /** A message that is given up. */
  record GivenUp(Waiting waiting, Answer answer) {}

  private static final int WAVE = 16;
  private static final int WAVES = 16;

  private final Webhook webhook;
  private final Function<Waiting, CompletableFuture<Answer>> post;
  private final List<Waiting> untried;
  private final List<Waiting> behind = new ArrayList<>();
  private final Set<String> failedKeys = new HashSet<>();
  private final List<GivenUp> givenUp = new ArrayList<>();
  private boolean isThere = true;
  private boolean isAway;
  private Answer trouble;
  private Duration pause = Duration.ZERO;
  private int taken;
  private int retried;

  private Round(
      Webhook webhook, List<Waiting> waiting, Function<Waiting, CompletableFuture<Answer>> post) {
    this.webhook = webhook;
    this.post = post;
    this.untried = new ArrayList<>();
    for (Waiting each : waiting) {
      if (each.rest() > 0) {
        behind.add(each.resting(each.rest() - 1));
        failedKeys.add(key(each));
      } else {
        untried.add(each);
      }
    }
  }

  /**
   * Tries messages in their order, and waits for all answers.
   *
   * @param post posts one; its future never fails
   */
  static Round of(
      Webhook webhook, List<Waiting> waiting, Function<Waiting, CompletableFuture<Answer>> post) {
    Round round = new Round(webhook, waiting, post);
    for (int wave = 0; wave < WAVES && round.isThere && !round.untried.isEmpty(); wave++) {
      round.wave();
    }
    if (round.isAway) {
      round.countATryOfAll();
    }
    return round;
  }

  private void wave() {
    List<Waiting> wave = nextWave();
    List<CompletableFuture<Answer>> posted = wave.stream().map(post).toList();
    List<Answer> answers = posted.stream().map(CompletableFuture::join).toList();
    long away = answers.stream().filter(answer -> answer.kind() == Answer.Kind.AWAY).count();
    isThere = away == 0;
    isAway = !isThere && away == answers.size();
    for (int index = 0; index < wave.size(); index++) {
      take(wave.get(index), answers.get(index));
    }
  }

  /** Takes the next messages, one of a key, out of the untried ones. */
  private List<Waiting> nextWave() {
    List<Waiting> wave = new ArrayList<>();
    List<Waiting> left = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Waiting each : untried) {
      String key = key(each);
      if (failedKeys.contains(key)) {
        behind.add(each);
      } else if (wave.size() < WAVE && keys.add(key)) {
        wave.add(each);
      } else {
        keys.add(key);
        left.add(each);
      }
    }
    untried.clear();
    untried.addAll(left);
    return wave;
  }

  private void take(Waiting waiting, Answer answer) {
    switch (answer.kind()) {
      case TAKEN -> taken++;
      case REFUSED -> givenUp.add(new GivenUp(waiting.triedAgain(), answer));
      default -> {
        trouble = answer;
        pause = pause.compareTo(answer.pause()) > 0 ? pause : answer.pause();
        keep(waiting.triedAgain(), answer);
      }
    }
  }

  private void keep(Waiting tried, Answer answer) {
    if (tried.tries() >= webhook.tries()) {
      givenUp.add(new GivenUp(tried, answer));
    } else {
      retried++;
      behind.add(isAway ? tried : tried.resting(Backoff.rounds(webhook, tried.tries())));
      failedKeys.add(key(tried));
    }
  }

  private void countATryOfAll() {
    List<Waiting> others = List.copyOf(untried);
    untried.clear();
    for (Waiting each : others) {
      if (each.tries() + 1 >= webhook.tries()) {
        givenUp.add(new GivenUp(each.triedAgain(), trouble));
      } else {
        untried.add(each.triedAgain());
      }
    }
  }

  /** What waits still, in the order in which it is tried next. */
  List<Waiting> left() {
    List<Waiting> left = new ArrayList<>();
    List<Waiting> ofFailedKeys = new ArrayList<>(behind);
    for (Waiting each : untried) {
      (failedKeys.contains(key(each)) ? ofFailedKeys : left).add(each);
    }
    left.addAll(ofFailedKeys);
    return left;
  }

  /** Whether all of the last wave found the server away. */
  boolean isAway() {
    return isAway;
  }

  /** Whether other messages can be tried at once. */
  boolean goesOn() {
    return isThere && untried.stream().anyMatch(each -> !failedKeys.contains(key(each)));
  }

  private static String key(Waiting waiting) {
    return waiting.message().key();
  }

  List<GivenUp> givenUp() {
    return givenUp;
  }

  /** How many messages have arrived. */
  int taken() {
    return taken;
  }

  /** How many messages were tried in vain and will be tried again. */
  int retried() {
    return retried;
  }

  /** The last answer that asks for another try, or null. */
  Answer trouble() {
    return trouble;
  }

  /** How long the server asks to be left alone; zero when it does not. */
  Duration pause() {
    return pause;
  }
}
