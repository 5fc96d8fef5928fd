package dev.catchment.cluster;

/** The ways in which a column becomes features. */
enum EncodingKind {
  /** The number as it is. */
  NUMBER("number"),
  /** The logarithm, see {@link NumberEncoder.Logarithm}. */
  LOG("log"),
  /** The rank, see {@link QuantileEncoder}. */
  QUANTILE("quantile"),
  /** One feature per frequent value, see {@link OneHotEncoder}. */
  ONE_HOT("oneHot"),
  /** The share of the value, see {@link FrequencyEncoder}. */
  FREQUENCY("frequency");

  private final String text;

  EncodingKind(String text) {
    this.text = text;
  }

  /** The word for it in options and models. */
  String text() {
    return text;
  }

  /** Whether the cells of the column are numbers. */
  boolean isNumeric() {
    return this == NUMBER || this == LOG || this == QUANTILE;
  }
}
