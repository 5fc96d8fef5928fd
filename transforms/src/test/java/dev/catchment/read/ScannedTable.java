package dev.catchment.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps what a scan reads. */
final class ScannedTable implements TableScan.Visitor {
  final List<List<String>> rows = new ArrayList<>();
  final List<List<Double>> numbers = new ArrayList<>();
  final List<Long> places = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<String> reasons = new ArrayList<>();
  private final TableScan scan;

  ScannedTable(TableScan scan) {
    this.scan = scan;
  }

  ScannedTable read(TableRange range) throws IOException {
    scan.visit(range, this);
    return this;
  }

  @Override
  public void row(TableRow row, long place) throws IOException {
    int width = scan.columns().size();
    String[] cells = new String[width];
    Arrays.setAll(cells, row::text);
    rows.add(Arrays.asList(cells));
    numbers.add(IntStream.range(0, width).mapToObj(row::number).toList());
    places.add(place);
    if (row.isLine()) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      row.writeLine(line);
      lines.add(line.toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void rejected(String reason) {
    reasons.add(reason);
  }
}
