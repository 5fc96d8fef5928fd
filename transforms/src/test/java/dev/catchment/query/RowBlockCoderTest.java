package dev.catchment.query;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

/** The stored bytes of blocks, and the errors beside them. */
public class RowBlockCoderTest {
  private static final RowType TYPE =
      RowType.empty()
          .with("flag", DataType.BOOLEAN)
          .with("real", DataType.DOUBLE)
          .with("exact", DataType.DECIMAL)
          .with("text", DataType.TEXT)
          .with("raw", DataType.BYTES);

  private static RowBlock block() {
    RowBlock.Builder builder = RowBlock.builder(TYPE);
    builder.setLong(0, 1);
    builder.setMissing(1);
    builder.setObject(2, new BigDecimal("-1.50"));
    builder.setObject(3, "é");
    builder.setObject(4, new byte[] {7});
    builder.endRow();
    builder.setMissing(0);
    builder.setDouble(1, 0.5);
    builder.endRow();
    return builder.build(3);
  }

  @Test
  public void bytesAreThoseOfTheFormat() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowBlockCoder.of(TYPE).encode(block(), out);
    assertEquals(
        "0206"
            + "01020000000000000001"
            + "0000000000000000"
            + "01010000000000000000"
            + "3fe0000000000000"
            + "00"
            + "03ff6a04"
            + "00"
            + "00"
            + "03c3a9"
            + "00"
            + "00"
            + "0207"
            + "00",
        HexFormat.of().formatHex(out.toByteArray()));
  }

  @Test
  public void aBlockComesBack() throws Exception {
    RowBlock back = CoderUtils.clone(RowBlockCoder.of(TYPE), block());
    assertEquals(2, back.rows());
    assertEquals(3, back.position());
    assertEquals("true", back.textAt(0, 0));
    assertNull(back.valueAt(1, 0));
    assertEquals(new BigDecimal("-1.50"), back.valueAt(2, 0));
    assertEquals("é", back.valueAt(3, 0));
    assertArrayEquals(new byte[] {7}, (byte[]) back.valueAt(4, 0));
    assertNull(back.valueAt(0, 1));
    assertEquals(0.5, back.valueAt(1, 1));
    assertNull(back.valueAt(3, 1));
  }

  @Test
  public void anErrorComesBack() throws Exception {
    RowError error = new RowError("overflow", "A number …", "a + 1", "{}");
    assertEquals(error, CoderUtils.clone(RowErrorCoder.of(), error));
    assertEquals(
        "096f766572666c6f77" + "036162" + "036263" + "037b7d",
        HexFormat.of()
            .formatHex(
                CoderUtils.encodeToByteArray(
                    RowErrorCoder.of(), new RowError("overflow", "ab", "bc", "{}"))));
  }

  @Test
  public void valuesAsText() {
    assertEquals("2026-01-31", RowBlock.text(DataType.DATE, 20484L));
    assertEquals("13:30:00", RowBlock.text(DataType.TIME, 48_600_000L));
    assertEquals("1970-01-01 00:00:00.007", RowBlock.text(DataType.TIMESTAMP, 7L));
    assertEquals("1969-12-31 23:59:59.999", RowBlock.text(DataType.TIMESTAMP, -1L));
    assertEquals("100", RowBlock.text(DataType.DECIMAL, new BigDecimal("1E+2")));
    assertEquals("07ff", RowBlock.text(DataType.BYTES, new byte[] {7, -1}));
  }

  @Test
  public void aBlockOfNoColumnsCountsItsRows() throws Exception {
    RowBlock.Builder builder = RowBlock.builder(RowType.empty());
    builder.endRow();
    builder.endRow();
    assertEquals(2, CoderUtils.clone(RowBlockCoder.of(RowType.empty()), builder.build()).rows());
  }
}
