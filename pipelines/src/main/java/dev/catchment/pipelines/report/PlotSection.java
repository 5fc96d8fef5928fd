package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * A picture of the rows of a table.
 *
 * @param kind what is drawn
 * @param x the column that runs to the right
 * @param y the column that runs upwards, or what is counted
 * @param labels the names of the places from left to right; empty where points have an x of their
 *     own
 * @param points the points in their order, an x and a y each; with labels the x is the place of a
 *     label
 * @param note what is to be known of it, in a sentence
 */
public record PlotSection(
    Kind kind, String x, String y, List<String> labels, List<List<Double>> points, String note) {
  /** The most points of a picture. */
  public static final int MAX_POINTS = 5000;

  /** What is drawn. */
  public enum Kind {
    /** A bar for each point. */
    BAR,
    /** A line from point to point. */
    LINE,
    /** A dot for each point. */
    SCATTER,
    /** A bar for the rows of each range of numbers. */
    HIST
  }

  public PlotSection {
    labels = List.copyOf(labels);
    points = points.stream().map(List::copyOf).toList();
    checkArgument(
        points.size() <= MAX_POINTS, "%s points are more than a page holds", points.size());
  }
}
