package dev.catchment.pipelines.report;

import java.util.List;

/**
 * A section of charts of curves, with a table before and lines to copy behind them.
 *
 * @param id its anchor
 * @param title its heading
 * @param lede what it says, in a sentence or two
 * @param tiles the numbers at the head of the page
 * @param tables the tables
 * @param charts the charts
 * @param code lines to copy; none where there are none
 */
public record CurvesSection(
    String id,
    String title,
    String lede,
    List<Tile> tiles,
    List<Cells> tables,
    List<CurveChart> charts,
    List<String> code) {
  public CurvesSection {
    tiles = List.copyOf(tiles);
    tables = List.copyOf(tables);
    charts = List.copyOf(charts);
    code = List.copyOf(code);
  }

  /**
   * A number at the head of the page.
   *
   * @param id its anchor
   * @param label what it is
   * @param value the number
   * @param note what to know of it; may be empty
   */
  public record Tile(String id, String label, String value, String note) {}

  /**
   * A table; its first column heads the rows, the others hold numbers.
   *
   * @param caption what it shows
   * @param heads the heads of its columns
   * @param rows its rows
   */
  public record Cells(String caption, List<String> heads, List<List<String>> rows) {
    public Cells {
      heads = List.copyOf(heads);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
