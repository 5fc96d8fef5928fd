package dev.catchment.cluster;

/** What an empty cell of a column to cluster by stands for. */
public enum Missing {
  /** The mean of the column. */
  MEAN("mean"),
  /** The median of the column in the sample; the mean where the sample has no value. */
  MEDIAN("median"),
  /** Nothing: the row is left out. */
  DROP("drop");

  private final String text;

  Missing(String text) {
    this.text = text;
  }

  /** The word for it in options and models. */
  public String text() {
    return text;
  }
}
