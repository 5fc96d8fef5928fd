package dev.catchment.cluster;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fits a {@link FeatureEncoding} by a sample of the rows: medians, quantiles, categories and their
 * shares. Where the table has no more than 20,000 rows the sample is all of them.
 *
 * <p>Memory: the sample holds the texts of the columns that need one.
 */
public final class EncodingFit implements Serializable {
  private static final long serialVersionUID = 1;

  private final EncodingSettings settings;
  private final long seed;
  private final List<String> sampled;
  private final FeatureEncoding unfitted;

  private EncodingFit(EncodingSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
    this.sampled = settings.columns().stream().filter(this::isSampled).toList();
    this.unfitted = FeatureEncoding.of(encodings(new CellSample()));
  }

  /** Fits what settings ask for by the sample of a seed. */
  public static EncodingFit of(EncodingSettings settings, long seed) {
    return new EncodingFit(settings, seed);
  }

  private boolean isSampled(String column) {
    return switch (settings.kind(column)) {
      case QUANTILE, ONE_HOT, FREQUENCY -> true;
      case NUMBER, LOG -> settings.missing() == Missing.MEDIAN;
    };
  }

  /** Whether the rows decide anything; if not, {@link #unfitted} is the encoding. */
  public boolean needsSample() {
    return !sampled.isEmpty();
  }

  /**
   * The encoding by a sample of no rows, which refuses the rows that any encoding of these settings
   * refuses.
   */
  public FeatureEncoding unfitted() {
    return unfitted;
  }

  /** Whether the row of a key would be taken into a sample now, if its cells are not refused. */
  public boolean wants(CellSample sample, long key) {
    return sample.wants(SplitMix.rank(seed, key));
  }

  /**
   * Offers a row to a sample, which takes it unless its cells are refused.
   *
   * @param key a well-spread hash of what names the row
   * @param cells the texts of the columns of the settings, null for an empty cell
   */
  public void sample(CellSample sample, long key, String[] cells) {
    long rank = SplitMix.rank(seed, key);
    if (sample.wants(rank)
        && unfitted.apply(cells, new double[unfitted.features().size()]) == null) {
      List<String> columns = settings.columns();
      String[] kept =
          IntStream.range(0, cells.length)
              .filter(index -> sampled.contains(columns.get(index)))
              .mapToObj(index -> cells[index])
              .toArray(String[]::new);
      sample.add(rank, kept);
    }
  }

  /**
   * The encoding by a sample.
   *
   * @throws ClusteringException if the sample is empty, if a column of categories has no value
   *     twice, or if two features would have the same name
   */
  public FeatureEncoding fit(CellSample sample) {
    ClusteringException.check(
        !sample.entries().isEmpty(),
        "there are no rows to cluster: none has what is needed in every column");
    List<ColumnEncoding> encodings = encodings(sample);
    Set<String> names = new HashSet<>();
    for (ColumnEncoding encoding : encodings) {
      ClusteringException.check(
          !(encoding.encoder() instanceof CategoryEncoder category && category.isEmpty()),
          "column '%s' has no value twice; leave it out of --%s",
          encoding.column(),
          encoding.encoder().kind().text());
      for (String feature : encoding.features()) {
        ClusteringException.check(
            names.add(feature), "two features are called '%s'; rename one column", feature);
      }
    }
    return FeatureEncoding.of(encodings);
  }

  private List<ColumnEncoding> encodings(CellSample sample) {
    List<CellSample.Entry> rows = sample.entries();
    return settings.columns().stream()
        .map(column -> encoding(column, values(rows, sampled.indexOf(column))))
        .toList();
  }

  private static List<String> values(List<CellSample.Entry> rows, int slot) {
    return slot < 0
        ? List.of()
        : rows.stream().map(row -> row.cell(slot)).filter(Objects::nonNull).toList();
  }

  private ColumnEncoding encoding(String column, List<String> values) {
    EncodingKind kind = settings.kind(column);
    double[] numbers = kind.isNumeric() ? numbers(values) : new double[0];
    Encoder encoder =
        switch (kind) {
          case NUMBER -> new NumberEncoder.Linear();
          case LOG -> new NumberEncoder.Logarithm();
          case QUANTILE -> QuantileEncoder.fit(numbers);
          case ONE_HOT -> OneHotEncoder.fit(CategoryCounts.of(values), settings.categories());
          case FREQUENCY -> FrequencyEncoder.fit(CategoryCounts.of(values));
        };
    if (encoder instanceof FrequencyEncoder frequency) {
      numbers = values.stream().mapToDouble(frequency::of).sorted().toArray();
    }
    double median = settings.missing() == Missing.MEDIAN ? median(numbers) : Double.NaN;
    return new ColumnEncoding(column, settings.weight(column), settings.missing(), median, encoder);
  }

  private static double[] numbers(List<String> values) {
    return values.stream()
        .mapToDouble(NumberEncoder::parse)
        .filter(Features::isPresent)
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double below = sorted[(sorted.length - 1) / 2];
    return below + (sorted[sorted.length / 2] - below) / 2;
  }
}
