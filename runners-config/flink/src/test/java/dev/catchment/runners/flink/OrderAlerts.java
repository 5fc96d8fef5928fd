package dev.catchment.runners.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The customers whose orders of a second are worth more than {@value #LIMIT}: as a monitor told
 * them, and as a loop over all orders finds them.
 */
final class OrderAlerts {
  static final int LIMIT = 100;

  private static final String VALUE = "value";

  /**
   * That an alert opened, or was resolved, or no more than a value.
   *
   * @param window the start of the window
   * @param value what the orders of the window are worth
   */
  record Word(String customer, String status, Instant window, double value) {
    Word with(String other) {
      return new Word(customer, other, window, value);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private OrderAlerts() {}

  /** The words that there have to be. */
  static Multiset<Word> of(List<Orders.Order> orders) {
    Multiset<Word> words = HashMultiset.create();
    sums(orders)
        .forEach(
            (customer, windows) -> {
              boolean isOpen = false;
              for (Word window : windows.values()) {
                boolean isAbove = window.value() > LIMIT;
                if (isAbove != isOpen) {
                  words.add(window.with(isAbove ? "open" : "resolved"));
                }
                isOpen = isAbove;
              }
            });
    return words;
  }

  /** What there has to be of every customer and second. */
  static Multiset<Word> values(List<Orders.Order> orders) {
    Multiset<Word> values = HashMultiset.create();
    sums(orders).values().forEach(windows -> values.addAll(windows.values()));
    return values;
  }

  private static Map<String, SortedMap<Instant, Word>> sums(List<Orders.Order> orders) {
    Map<String, SortedMap<Instant, Word>> sums = new HashMap<>();
    for (Orders.Order order : orders) {
      Instant window = order.time().truncatedTo(ChronoUnit.SECONDS);
      sums.computeIfAbsent(order.customer(), unused -> new TreeMap<>())
          .merge(
              window,
              new Word(order.customer(), VALUE, window, order.worth()),
              (sum, one) -> new Word(sum.customer(), VALUE, window, sum.value() + one.value()));
    }
    return sums;
  }

  /** The last value that was told of every customer and second. */
  static Multiset<Word> lastValues(List<String> messages) {
    Map<List<Object>, Word> last = new HashMap<>();
    for (String message : messages) {
      JsonNode value = parse(message);
      Word word =
          new Word(
              value.path("key").asText(),
              VALUE,
              Instant.parse(value.path("window_start").asText()),
              value.path("values").path("worth").asDouble());
      last.put(List.of(word.customer(), word.window()), word);
    }
    return HashMultiset.create(last.values());
  }

  /**
   * The words that were told, each as often as it was; one that was updated has its last value.
   *
   * @param messages the messages of a monitor, those of a customer in their order
   */
  static Multiset<Word> told(List<String> messages) {
    Map<String, Word> opened = new LinkedHashMap<>();
    Multiset<Word> words = HashMultiset.create();
    for (String message : messages) {
      JsonNode alert = parse(message);
      String id = alert.path("id").asText();
      Word word =
          new Word(
              alert.path("key").asText(),
              alert.path("status").asText(),
              Instant.parse(alert.path("window_start").asText()),
              alert.path("value").asDouble());
      if (word.status().equals("updated")) {
        opened.replace(id, word.with("open"));
      } else if (!word.status().equals("open") || opened.putIfAbsent(id, word) != null) {
        words.add(word);
      }
    }
    words.addAll(opened.values());
    return words;
  }

  private static JsonNode parse(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
