package dev.catchment.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Brings the footer of a Parquet file into its one stable form.
 *
 * <p>The Parquet library lists the encodings of a column in the order of a hash set of enum
 * constants, which is another in every Java process. Here they are listed in the order of the
 * format.
 */
final class StableFooter {
  /** The footer's length and the magic number, which end every file. */
  private static final int TRAILER = 8;

  private StableFooter() {}

  /** Writes the end of a file, which holds at least the whole footer, with the stable footer. */
  static void write(byte[] end, OutputStream out) throws IOException {
    int trailer = end.length - TRAILER;
    int start = trailer - BytesUtils.readIntLittleEndian(new ByteArrayInputStream(end, trailer, 4));
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(end, start, end.length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    ByteArrayOutputStream stable = new ByteArrayOutputStream(trailer - start);
    Util.writeFileMetaData(footer, stable);
    out.write(end, 0, start);
    stable.writeTo(out);
    BytesUtils.writeIntLittleEndian(out, stable.size());
    out.write(Arrays.copyOfRange(end, end.length - 4, end.length));
  }
}
