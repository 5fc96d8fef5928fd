package dev.catchment.read;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.Compression;

/**
 * Reads the records of CSV that begin in a range of a file: a line belongs to the range in which
 * its first byte lies. Ranges of one file have no quotes, so that every line is a record.
 */
final class CsvRange implements RecordSink {
  private final TableRange range;

  /**
   * Whether the range is one of the bytes that are read, which those of a compressed file are not.
   */
  private final boolean isCut;

  private final List<String> columns;
  private final TableScan.Metered visitor;

  CsvRange(TableRange range, List<String> columns, TableScan.Metered visitor) {
    this.range = range;
    this.isCut = Compression.detect(range.file()) == Compression.UNCOMPRESSED;
    this.columns = columns;
    this.visitor = visitor;
  }

  void visit() throws IOException {
    if (range.begin() == 0) {
      visitFromHeader();
    } else {
      visitFromTheMiddle();
    }
  }

  private void visitFromHeader() throws IOException {
    try (SourceChannel channel = SourceChannel.openInStep(range)) {
      LineReader lines = lines(channel, 0);
      CsvReader reader = new CsvReader(range.file(), lines, TableFiles.FORMAT);
      if (!reader.isEmpty()) {
        List<String> header = reader.header(this);
        if (!header.isEmpty()) {
          visit(header, lines, reader);
        }
      }
    }
  }

  private void visitFromTheMiddle() throws IOException {
    TableHeader.Head head = TableHeader.head(range.file(), TableFiles.FORMAT);
    // The byte before the range tells whether a line begins with it.
    boolean isInHeader = range.begin() <= head.end();
    long position = isInHeader ? head.end() : range.begin() - 1;
    try (SourceChannel channel = SourceChannel.openInStep(range, position)) {
      LineReader lines = lines(channel, position);
      if (isInHeader || lines.advance()) {
        visit(head.names(), lines, new CsvReader(range.file(), lines, TableFiles.FORMAT));
      }
    }
  }

  private static LineReader lines(SourceChannel channel, long before) {
    return new LineReader(channel, TableFiles.FORMAT.maxRecordBytes(), before);
  }

  private void visit(List<String> header, LineReader lines, CsvReader reader) throws IOException {
    if (isCut) {
      lines.until(range.end());
    }
    reader.readBelow(header, columns, Long.MAX_VALUE, this);
  }

  @Override
  public void record(long line, LineRow row) throws IOException {
    visitor.row(row);
  }

  @Override
  public void record(long line, String[] cells) throws IOException {
    visitor.row(new TextRow(cells));
  }

  @Override
  public void rejected(long line, String reason, String message, String text) {
    visitor.rejected(reason);
  }
}
