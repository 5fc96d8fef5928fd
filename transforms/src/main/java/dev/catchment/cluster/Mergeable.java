package dev.catchment.cluster;

import java.io.Serializable;

/**
 * A mutable summary of rows to which the summary of other rows can be added. Serializable only
 * because the summary of no rows, the default of a global combine, is part of the graph; on their
 * way summaries have coders.
 */
interface Mergeable<A> extends Serializable {
  /** Takes in the rows of another summary, which stays as it is. */
  void merge(A other);
}
