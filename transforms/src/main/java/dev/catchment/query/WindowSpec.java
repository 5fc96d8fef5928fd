package dev.catchment.query;

import java.io.Serializable;

/**
 * The windows of a query, in milliseconds.
 *
 * @param kind how they lie
 * @param size the length of a window, of a session the gap that ends it
 * @param step from the start of one window to that of the next
 * @param offset where one of them starts
 */
record WindowSpec(Kind kind, long size, long step, long offset) implements Serializable {
  enum Kind {
    TUMBLE,
    HOP,
    SESSION
  }
}
