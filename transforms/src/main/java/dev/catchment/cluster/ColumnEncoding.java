package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.List;

/**
 * How the cells of one column become features.
 *
 * @param column the name of the column
 * @param weight how much its features count, a positive number, 1 for as much as others
 * @param missing what an empty cell stands for
 * @param median the median of the sample, in the units of the column or as a share of a frequency;
 *     NaN where there is none or it is not asked for
 * @param encoder the way of a value
 */
record ColumnEncoding(String column, double weight, Missing missing, double median, Encoder encoder)
    implements Serializable {
  ColumnEncoding {
    checkArgument(isValidWeight(weight), "weight=%s, must be a positive number", weight);
    checkArgument(
        missing == Missing.MEDIAN || Double.isNaN(median), "a median for missing=%s", missing);
  }

  static boolean isValidWeight(double weight) {
    return weight > 0 && Double.isFinite(weight);
  }

  /** The column itself; the mean where it is missing. */
  static ColumnEncoding identity(String column) {
    return new ColumnEncoding(column, 1, Missing.MEAN, Double.NaN, new NumberEncoder.Linear());
  }

  List<String> features() {
    return encoder.features(column);
  }

  /** The features, with the kind of the encoder where it is not the number itself. */
  List<String> descriptions() {
    EncodingKind kind = encoder.kind();
    String suffix = kind == EncodingKind.NUMBER ? "" : " (" + kind.text() + ")";
    return features().stream().map(feature -> feature + suffix).toList();
  }

  int size() {
    return encoder.size();
  }

  /** Whether cells are numbers. */
  boolean isNumeric() {
    return encoder instanceof NumberEncoder;
  }

  /** Whether the feature is the number of the cell, or NaN. */
  boolean isPlain() {
    return encoder.kind() == EncodingKind.NUMBER && missing == Missing.MEAN;
  }

  /** Writes the features of a cell from a place of an array on; returns what is wrong, or null. */
  Refusal.Reason encode(String cell, double[] out, int at) {
    if (cell == null) {
      return encodeMissing(out, at);
    }
    if (encoder instanceof CategoryEncoder category) {
      category.encode(cell, out, at);
      return null;
    }
    double number = NumberEncoder.parse(cell);
    return Double.isNaN(number) ? Refusal.Reason.INVALID : encode(number, out, at);
  }

  /** The same for the number of a cell, NaN for a missing one, in a numeric column. */
  Refusal.Reason encode(double number, double[] out, int at) {
    if (!Features.isPresent(number)) {
      return encodeMissing(out, at);
    }
    out[at] = ((NumberEncoder) encoder).of(number);
    return null;
  }

  private Refusal.Reason encodeMissing(double[] out, int at) {
    if (missing == Missing.DROP) {
      return Refusal.Reason.MISSING;
    }
    encoder.encodeMissing(median, out, at);
    return null;
  }
}
