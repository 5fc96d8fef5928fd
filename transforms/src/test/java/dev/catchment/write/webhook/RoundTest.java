package dev.catchment.write.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** Rounds of tries, against a server that answers by the contents of a message. */
public class RoundTest {
  private static final Webhook WEBHOOK =
      Webhook.of("https://example.com/").withTries(3, Duration.ofSeconds(1), Duration.ofSeconds(9));
  private static final Answer TAKEN = Answer.ofStatus(204, Duration.ZERO);
  private static final Answer BROKEN = Answer.ofStatus(500, Duration.ZERO);
  private static final Answer AWAY = Answer.away("no connection");

  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> tried = new ArrayList<>();

  @Test
  public void whatIsTakenWaitsNoMore() {
    Round round = round(waiting("a1", "b1", "a2"));
    assertEquals(List.of("a1", "b1", "a2"), tried);
    assertEquals(3, round.taken());
    assertEquals(List.of(), round.left());
    assertNull(round.trouble());
  }

  @Test
  public void whatFailedWaitsBehindTheOthersAndHoldsBackItsKey() {
    answers.put("a1", BROKEN);
    Round round = round(waiting("a1", "b1", "a2", "c1", "a3"));
    assertEquals(List.of("a1", "b1", "c1"), tried);
    assertEquals(List.of("a1 1", "a2 0", "a3 0"), texts(round.left()));
    assertEquals("status 500", round.trouble().words());
    assertEquals(1, round.retried());
  }

  @Test
  public void theLastTryIsTheLast() {
    answers.put("a1", BROKEN);
    Round round = round(List.of(new Waiting(message("a1"), 2, 0), Waiting.of(message("b1"))));
    assertEquals(
        List.of("a1 3"), texts(round.givenUp().stream().map(Round.GivenUp::waiting).toList()));
    assertEquals(List.of(), round.left());
    assertEquals(1, round.taken());
  }

  @Test
  public void whatIsRefusedIsGivenUpAtOnce() {
    answers.put("a1", Answer.ofStatus(400, Duration.ZERO));
    answers.put("b1", Answer.ofStatus(302, Duration.ZERO));
    Round round = round(waiting("a1", "b1", "a2"));
    assertEquals(List.of("a1", "b1", "a2"), tried);
    assertEquals(2, round.givenUp().size());
    assertEquals(1, round.taken());
    assertNull(round.trouble());
  }

  @Test
  public void aServerThatIsAwayIsAskedOnceAndAllThatWaitCountATry() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      names.add((char) ('A' + i) + "1");
      answers.put(names.get(i), AWAY);
    }
    List<Waiting> waiting = waiting(names.toArray(String[]::new));
    Round round = round(waiting);
    assertEquals(16, tried.size());
    assertEquals(40, round.left().size());
    round.left().forEach(each -> assertEquals(1, each.tries()));
    assertEquals("the others come first", names.get(16), round.left().get(0).message().json());
    List<Waiting> again = round(round.left()).left();
    Round last = round(again);
    assertEquals(40, last.givenUp().size());
    assertEquals(List.of(), last.left());
  }

  @Test
  public void oneThatTakesSomethingIsNotAway() {
    answers.put("a1", AWAY);
    Round round = round(waiting("a1", "b1", "a2", "b2"));
    assertEquals("no wave follows one that had to wait", List.of("a1", "b1"), tried);
    assertEquals(List.of("b2 0", "a1 1", "a2 0"), texts(round.left()));
    assertEquals(1, round.taken());
    assertFalse(round.isAway());
    assertFalse(round.goesOn());
  }

  @Test
  public void whatFailedSitsOutAsManyRoundsAsAPauseIsLong() {
    answers.put("a1", BROKEN);
    List<Waiting> left = List.of(new Waiting(message("a1"), 1, 0), Waiting.of(message("a2")));
    List<List<String>> rounds = new ArrayList<>();
    Webhook patient = WEBHOOK.withTries(5, Duration.ofSeconds(1), Duration.ofSeconds(3));
    while (!left.isEmpty()) {
      Round round = round(patient, left);
      rounds.add(List.copyOf(tried));
      assertFalse(round.goesOn());
      left = round.left();
    }
    assertEquals(
        "after pauses of 2, 3 and 3 rounds",
        List.of(
            List.of("a1"),
            List.of(),
            List.of("a1"),
            List.of(),
            List.of(),
            List.of("a1"),
            List.of(),
            List.of(),
            List.of("a1", "a2")),
        rounds);
  }

  @Test
  public void whileTheServerIsAwayNobodySitsOut() {
    answers.put("a1", AWAY);
    Round round = round(List.of(new Waiting(message("a1"), 1, 0)));
    assertTrue(round.isAway());
    assertEquals(List.of(new Waiting(message("a1"), 2, 0)), round.left());
  }

  @Test
  public void aServerMayAskToBeLeftAlone() {
    answers.put("a1", Answer.ofStatus(429, Duration.ofSeconds(7)));
    answers.put("b1", Answer.ofStatus(503, Duration.ofSeconds(5)));
    Round round = round(waiting("a1", "b1"));
    assertEquals(Duration.ofSeconds(7), round.pause());
    answers.put("a1", Answer.ofStatus(429, Duration.ofDays(30)));
    assertEquals(Answer.LONGEST_PAUSE, round(waiting("a1")).pause());
  }

  @Test
  public void aRoundHasAnEnd() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      names.add("k" + i);
    }
    Round round = round(waiting(names.toArray(String[]::new)));
    assertEquals(256, round.taken());
    assertEquals(144, round.left().size());
    assertNull(round.trouble());
    assertTrue(round.goesOn());
  }

  private Round round(List<Waiting> waiting) {
    return round(WEBHOOK, waiting);
  }

  private Round round(Webhook webhook, List<Waiting> waiting) {
    tried.clear();
    return Round.of(
        webhook,
        waiting,
        each -> {
          tried.add(each.message().json());
          return CompletableFuture.completedFuture(
              answers.getOrDefault(each.message().json(), TAKEN));
        });
  }

  /** A message whose key is the first letter of its contents, or the contents. */
  private static Outgoing message(String name) {
    return new Outgoing(name.length() == 2 ? name.substring(0, 1) : name, name, 0);
  }

  private static List<Waiting> waiting(String... names) {
    return List.of(names).stream().map(name -> Waiting.of(message(name))).toList();
  }

  private static List<String> texts(List<Waiting> waiting) {
    return waiting.stream().map(each -> each.message().json() + " " + each.tries()).toList();
  }
}
