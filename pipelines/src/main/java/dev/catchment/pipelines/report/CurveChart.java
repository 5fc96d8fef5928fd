package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * Curves over one axis.
 *
 * @param id its place, unique on the page
 * @param title its heading
 * @param note what it shows, in a sentence
 * @param x what runs to the right
 * @param y what runs upwards
 * @param labels the names of the points of every curve, from left to right; empty where points have
 *     an x of their own
 * @param curves the curves
 */
public record CurveChart(
    String id,
    String title,
    String note,
    String x,
    String y,
    List<String> labels,
    List<Curve> curves) {
  /** The most points of all curves of a chart. */
  public static final int MAX_POINTS = 5000;

  public CurveChart {
    labels = List.copyOf(labels);
    curves = List.copyOf(curves);
    int points = curves.stream().mapToInt(curve -> curve.points().size()).sum();
    checkArgument(points <= MAX_POINTS, "%s points are more than a page holds", points);
  }

  /**
   * A curve.
   *
   * @param name what it is
   * @param points its points, an x and a y each; with labels the x is the place of a label
   * @param isReference whether it is only there to compare with, and drawn dashed
   * @param isMarks whether its points are marks that no line joins
   */
  public record Curve(
      String name, List<List<Double>> points, boolean isReference, boolean isMarks) {
    public Curve {
      points = points.stream().map(List::copyOf).toList();
    }

    /** A line. */
    public Curve(String name, List<List<Double>> points, boolean isReference) {
      this(name, points, isReference, false);
    }
  }
}
