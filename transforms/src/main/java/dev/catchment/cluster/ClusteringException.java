package dev.catchment.cluster;

/**
 * The data and the settings of a clustering do not go together; the message says which and what to
 * change. Thrown while the pipeline runs, since only then the data is known; never holds a value of
 * a row.
 */
public final class ClusteringException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClusteringException(String message) {
    super(message);
  }
}
