package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.Refusal;
import dev.catchment.read.TableRow;

/**
 * Reads the features of rows: numbers from their bytes where all columns hold numbers, else from
 * the texts of the cells. Serves one thread.
 */
final class FeatureReader {
  private final FeatureEncoding encoding;
  private final int[] places;
  private final String[] texts;
  private final boolean isNumeric;
  private final boolean isPlain;

  private FeatureReader(FeatureEncoding encoding, int[] places) {
    this.encoding = encoding;
    this.places = places;
    this.texts = new String[places.length];
    this.isNumeric = encoding.isNumeric();
    this.isPlain = encoding.isPlain();
  }

  /**
   * A reader by an encoding.
   *
   * @param places the columns of the encoding, by number
   */
  static FeatureReader of(FeatureEncoding encoding, int[] places) {
    return new FeatureReader(encoding, places);
  }

  /** The number of features. */
  int width() {
    return encoding.features().size();
  }

  /**
   * Reads the features of a row, NaN for a missing one.
   *
   * @param features takes them; undefined after a refusal
   * @return null, or why the row is left out
   */
  Refusal read(TableRow row, double[] features) {
    return isNumeric ? readNumbers(row, features) : readTexts(row, features);
  }

  private Refusal readNumbers(TableRow row, double[] features) {
    for (int index = 0; index < places.length; index++) {
      features[index] = row.number(places[index]);
      if (Double.isInfinite(features[index])) {
        return new Refusal(Refusal.Reason.INVALID, encoding.columns().get(index));
      }
    }
    return isPlain ? null : encoding.applyNumbers(features, features);
  }

  private Refusal readTexts(TableRow row, double[] features) {
    for (int index = 0; index < places.length; index++) {
      texts[index] = row.text(places[index]);
    }
    return encoding.apply(texts, features);
  }
}
