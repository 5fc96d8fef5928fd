package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The way from the cells of a row to its features, the numbers that are scaled and clustered; NaN
 * for a missing one, which counts as the mean there. Immutable.
 *
 * <p>A number of more than 10<sup>100</sup> in magnitude is missing. What each column becomes is
 * fitted by {@link EncodingFit}.
 */
public final class FeatureEncoding implements Serializable {
  private static final long serialVersionUID = 1;

  private final ImmutableList<ColumnEncoding> encodings;
  private final ImmutableList<String> features;

  private FeatureEncoding(ImmutableList<ColumnEncoding> encodings, ImmutableList<String> features) {
    this.encodings = encodings;
    this.features = features;
  }

  /** Encodes columns one after the other; the names of their features must differ. */
  static FeatureEncoding of(List<ColumnEncoding> encodings) {
    ImmutableList<String> features = features(encodings);
    checkArgument(new HashSet<>(features).size() == features.size(), "features of the same name");
    return new FeatureEncoding(ImmutableList.copyOf(encodings), features);
  }

  /** The names of the features of columns, in their order. */
  static ImmutableList<String> features(List<ColumnEncoding> encodings) {
    return encodings.stream()
        .flatMap(encoding -> encoding.features().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Columns of numbers that are the features themselves. */
  public static FeatureEncoding identity(List<String> features) {
    return of(features.stream().map(ColumnEncoding::identity).toList());
  }

  /** The names of the columns whose cells are asked for, in their order. */
  public List<String> columns() {
    return encodings.stream().map(ColumnEncoding::column).toList();
  }

  /** The names of the features, in the order in which they are written. */
  public List<String> features() {
    return features;
  }

  /** The features with what they are made by, where that is not the number itself. */
  List<String> descriptions() {
    return encodings.stream().flatMap(encoding -> encoding.descriptions().stream()).toList();
  }

  /** Whether a feature is in the units of its column: a number as it is, or a category. */
  boolean isRaw(int feature) {
    EncodingKind kind =
        encodings.stream()
            .flatMap(encoding -> Collections.nCopies(encoding.size(), encoding).stream())
            .skip(feature)
            .findFirst()
            .orElseThrow()
            .encoder()
            .kind();
    return kind == EncodingKind.NUMBER || kind == EncodingKind.ONE_HOT;
  }

  /** The weight of each feature, that of its column: a scale is to be divided by it. */
  public double[] weights() {
    return encodings.stream()
        .flatMapToDouble(
            encoding -> Arrays.stream(new double[encoding.size()]).map(any -> encoding.weight()))
        .toArray();
  }

  /** Whether all columns hold numbers, so that {@link #applyNumbers} can be used. */
  public boolean isNumeric() {
    return encodings.stream().allMatch(ColumnEncoding::isNumeric);
  }

  /** Whether the numbers of a row are its features, so that there is nothing to apply. */
  public boolean isPlain() {
    return encodings.stream().allMatch(ColumnEncoding::isPlain);
  }

  /**
   * Writes the features of a row.
   *
   * @param cells the texts of {@link #columns}, null for an empty cell
   * @param out gets one number per feature; undefined after a refusal
   * @return null, or why the row is to be left out
   */
  public Refusal apply(String[] cells, double[] out) {
    int at = 0;
    for (int index = 0; index < encodings.size(); index++) {
      ColumnEncoding encoding = encodings.get(index);
      Refusal.Reason reason = encoding.encode(cells[index], out, at);
      if (reason != null) {
        return new Refusal(reason, encoding.column());
      }
      at += encoding.size();
    }
    return null;
  }

  /**
   * Writes the features of a row whose cells are numbers already; never refuses one as invalid.
   *
   * @param numbers the numbers of {@link #columns}, NaN for an empty cell; may be {@code out}
   * @param out gets one number per feature; undefined after a refusal
   * @return null, or why the row is to be left out
   * @throws IllegalStateException unless {@link #isNumeric}
   */
  public Refusal applyNumbers(double[] numbers, double[] out) {
    for (int index = 0; index < encodings.size(); index++) {
      ColumnEncoding encoding = encodings.get(index);
      checkState(encoding.isNumeric(), "column %s holds texts", encoding.column());
      Refusal.Reason reason = encoding.encode(numbers[index], out, index);
      if (reason != null) {
        return new Refusal(reason, encoding.column());
      }
    }
    return null;
  }

  List<ColumnEncoding> encodings() {
    return encodings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureEncoding that && encodings.equals(that.encodings);
  }

  @Override
  public int hashCode() {
    return encodings.hashCode();
  }

  /** The columns alone: categories may be personal. */
  @Override
  public String toString() {
    return "FeatureEncoding" + columns();
  }
}
