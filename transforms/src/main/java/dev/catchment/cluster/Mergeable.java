package dev.catchment.cluster;

/** A mutable summary of rows to which the summary of other rows can be added. */
interface Mergeable<A> {
  /** Takes in the rows of another summary, which stays as it is. */
  void merge(A other);
}
