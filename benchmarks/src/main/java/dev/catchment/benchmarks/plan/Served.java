package dev.catchment.benchmarks.plan;

import dev.catchment.benchmarks.plan.ServedTopic.Message;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured of messages that one worker served, in their order. */
record Served(List<Message> messages) {
  /** How long each service took, in seconds. */
  double[] services() {
    return messages.stream().mapToDouble(Message::service).toArray();
  }

  double meanService() {
    return mean(Message::service);
  }

  double meanLatency() {
    return mean(Message::latency);
  }

  /** The mean latency of just these arrivals and services before one worker (Lindley, 1952). */
  double replayed() {
    double end = 0;
    double sum = 0;
    for (Message message : messages) {
      end = Math.max(end, message.sent()) + message.service();
      sum += end - message.sent();
    }
    return sum / messages.size();
  }

  private double mean(ToDoubleFunction<Message> part) {
    return messages.stream().mapToDouble(part).average().orElseThrow();
  }
}
