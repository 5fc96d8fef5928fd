package dev.catchment.pipelines.watch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last messages for browsers, by kind, each with a number. Browsers take them at their own
 * speed: one that is too slow misses the oldest, and nobody waits for it.
 *
 * <p>Memory: a fixed number of messages of each kind. Safe for threads.
 */
final class EventLog {
  /**
   * A message.
   *
   * @param number rises by one from message to message
   * @param kind the name of the event
   * @param data JSON on one line
   */
  record Message(long number, String kind, String data) {}

  private final int kept;
  private final Map<String, Deque<Message>> kinds = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long last;
  private boolean closed;

  /** A log that keeps so many messages of each kind. */
  EventLog(int kept) {
    this.kept = kept;
  }

  /** Adds a message. */
  void add(String kind, String data) {
    lock.lock();
    try {
      Deque<Message> messages = kinds.computeIfAbsent(kind, unused -> new ArrayDeque<>());
      last++;
      messages.addLast(new Message(last, kind, data));
      if (messages.size() > kept) {
        messages.removeFirst();
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The messages after a number, in order; waits for the first of them, for so many milliseconds at
   * most.
   */
  List<Message> after(long number, long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (last <= number && !closed && left > 0) {
        left = more.awaitNanos(left);
      }
      return kinds.values().stream()
          .flatMap(Deque::stream)
          .filter(message -> message.number() > number)
          .sorted(Comparator.comparingLong(Message::number))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come. */
  void close() {
    lock.lock();
    try {
      closed = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
