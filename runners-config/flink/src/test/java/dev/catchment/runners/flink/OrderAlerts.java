package dev.catchment.runners.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The customers whose orders of a second are worth more than {@value #LIMIT}: as a monitor told
 * them, and as a loop over all orders finds them.
 */
final class OrderAlerts {
  static final int LIMIT = 100;

  /**
   * That an alert opened, or was resolved.
   *
   * @param window the start of the window in which it was
   * @param value what the orders of the window are worth
   */
  record Word(String customer, String status, Instant window, double value) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private OrderAlerts() {}

  /** The words that there have to be. */
  static Multiset<Word> of(List<Orders.Order> orders) {
    Map<String, TreeMap<Instant, Integer>> sums = new TreeMap<>();
    for (Orders.Order order : orders) {
      sums.computeIfAbsent(order.customer(), unused -> new TreeMap<>())
          .merge(order.time().truncatedTo(ChronoUnit.SECONDS), order.worth(), Integer::sum);
    }
    Multiset<Word> words = HashMultiset.create();
    sums.forEach(
        (customer, windows) -> {
          boolean isOpen = false;
          for (Map.Entry<Instant, Integer> window : windows.entrySet()) {
            boolean isAbove = window.getValue() > LIMIT;
            if (isAbove != isOpen) {
              String status = isAbove ? "open" : "resolved";
              words.add(new Word(customer, status, window.getKey(), window.getValue()));
            }
            isOpen = isAbove;
          }
        });
    return words;
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
        opened.replace(id, new Word(word.customer(), "open", word.window(), word.value()));
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
