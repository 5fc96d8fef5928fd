package dev.catchment.pipelines.report;

/**
 * The small signs that tell series apart by colour, and clusters by colour and shape, so that no
 * reader depends on colour alone. The page's script draws the same colours and shapes in the same
 * order.
 */
final class Marks {
  private static final int COLOURS = 8;
  private static final String[] SHAPES = {
    "<circle cx=\"6\" cy=\"6\" r=\"5\"/>",
    "<path d=\"M1.5 1.5h9v9h-9z\"/>",
    "<path d=\"M6 .8 11.4 11H.6z\"/>",
    "<path d=\"M6 0 12 6 6 12 0 6z\"/>"
  };

  private Marks() {}

  static Markup square(int index) {
    return mark(index, 1);
  }

  static Markup cluster(int index) {
    return mark(index, shape(index));
  }

  static int colour(int index) {
    return index % COLOURS;
  }

  /** Shifts by one with every round of colours, so that the first 32 clusters all differ. */
  static int shape(int index) {
    return (index + index / COLOURS) % SHAPES.length;
  }

  private static Markup mark(int index, int shape) {
    return Markup.of(
        "<svg class=\"mark c{}\" viewBox=\"0 0 12 12\" aria-hidden=\"true\">{}</svg>",
        colour(index),
        new Markup(SHAPES[shape]));
  }
}
