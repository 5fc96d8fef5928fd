package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class CsvReaderTest {
  private static final List<String> AB = List.of("a", "b");

  private static Collected read(String content) {
    return Collected.read(RecordFormat.csv(), AB, content);
  }

  @Test
  public void readsPlainQuotedAndEmptyFields() {
    Collected read = read("a,b\n1, 2 \n\"x,y\",\"say \"\"hi\"\"\"\n,\"\"\n");
    assertEquals(
        List.of(
            List.of("1", "2"), List.of("x,y", "say \"hi\""), Arrays.asList((String) null, null)),
        read.records);
    assertEquals(List.of(2L, 3L, 4L), read.recordLines);
  }

  @Test
  public void picksColumnsByNameInTheirOrder() {
    Collected read = Collected.read(RecordFormat.csv(), List.of("c", "a"), "a,b,c\n1,2,3\n");
    assertEquals(List.of(List.of("3", "1")), read.records);
  }

  @Test
  public void keepsLineBreaksInQuotedFieldsAndCountsPhysicalLines() {
    Collected read = read("a,b\r\n\"one\r\n\r\ntwo\",2\r\n3,4\r\n");
    assertEquals(List.of(List.of("one\n\ntwo", "2"), List.of("3", "4")), read.records);
    assertEquals(List.of(2L, 5L), read.recordLines);
  }

  @Test
  public void strayQuoteCostsOneRecord() {
    Collected read = read("a,b\n\"1,2\n3,4\n5,6\n\"7\",8\n9,10\n");
    assertEquals(List.of("broken_quote"), read.reasons);
    assertEquals(List.of(2L), read.rejectedLines);
    assertEquals(
        List.of(List.of("3", "4"), List.of("5", "6"), List.of("7", "8"), List.of("9", "10")),
        read.records);
  }

  @Test
  public void strayQuoteInTheLastRecordCostsOneRecord() {
    Collected read = read("a,b\n1,2\n\"3,4\n5,6");
    assertEquals(List.of(3L), read.rejectedLines);
    assertEquals(List.of(List.of("1", "2"), List.of("5", "6")), read.records);
  }

  @Test
  public void garbageAfterAClosingQuoteIsRejected() {
    Collected read = read("a,b\n\"1\"x,2\n3,4\n");
    assertEquals(List.of("broken_quote"), read.reasons);
    assertEquals(List.of(List.of("3", "4")), read.records);
  }

  @Test
  public void quoteInsideAFieldIsText() {
    assertEquals(List.of(List.of("5\" disk", "x")), read("a,b\n5\" disk,x\n").records);
  }

  @Test
  public void wrongNumberOfFieldsNamesBoth() {
    Collected read = read("a,b\n1,2,3\n4\n5,6\n");
    assertEquals(List.of("wrong_number_of_fields", "wrong_number_of_fields"), read.reasons);
    assertEquals(
        List.of("expected 2 fields, found 3", "expected 2 fields, found 1"), read.messages);
    assertEquals(List.of(List.of("5", "6")), read.records);
  }

  @Test
  public void blankLinesAreNoRecords() {
    Collected read = read("\n \na,b\n\n  \t \n1,2\n\n");
    assertEquals(List.of(List.of("1", "2")), read.records);
    assertEquals(List.of(6L), read.recordLines);
    assertEquals(List.of(), read.reasons);
  }

  @Test
  public void lineOfTabsIsARecordWhereTabsDelimit() {
    Collected read = Collected.read(RecordFormat.csv().withDelimiter('\t'), AB, "a\tb\n\t\n1\t2\n");
    assertEquals(List.of(Arrays.asList((String) null, null), List.of("1", "2")), read.records);
  }

  @Test
  public void whitespaceDelimitsWithGivenHeader() {
    RecordFormat format = RecordFormat.csv().withWhitespaceDelimiter().withHeader(AB);
    Collected read = Collected.read(format, AB, "  00001  \t 19.5 \r\n\"2 3\r\n4\r\n");
    assertEquals(List.of(List.of("00001", "19.5"), List.of("\"2", "3")), read.records);
    assertEquals(List.of(1L, 2L), read.recordLines);
    assertEquals(List.of("wrong_number_of_fields"), read.reasons);
  }

  @Test
  public void otherQuoteAndDelimiter() {
    RecordFormat format = RecordFormat.csv().withDelimiter(';').withQuote('\'');
    assertEquals(
        List.of(List.of("x;y", "\"z\"")), Collected.read(format, AB, "a;b\n'x;y';\"z\"\n").records);
  }

  @Test
  public void recordOverTheMaximumIsNotBelieved() {
    RecordFormat format = RecordFormat.csv().withMaxRecordBytes(10);
    Collected read = Collected.read(format, AB, "a,b\n\"12345\n78901\",2\n0123456789x\n1,2\n");
    assertEquals(List.of("broken_quote", "record_too_long"), read.reasons);
    assertEquals(List.of(List.of("78901\"", "2"), List.of("1", "2")), read.records);
  }

  @Test
  public void controlCharactersAreText() {
    assertEquals(
        List.of(List.of("\0\u0001", "\u007f\r")), read("a,b\n\0\u0001,\u007f\r\r\n").records);
  }

  @Test
  public void manyFieldsInOneLine() {
    Collected read = read("a,b\n" + "\"x\",".repeat(200_000) + "\n1,2\n");
    assertEquals(List.of("expected 2 fields, found 200001"), read.messages);
  }

  @Test
  public void missingColumnNamesFileColumnAndNearest() {
    InputException failure =
        assertThrows(
            InputException.class,
            () -> Collected.read(RecordFormat.csv(), List.of("CustmerID"), "Id,CustomerID\n1,2\n"));
    assertEquals(
        "test.csv has no column CustmerID; did you mean CustomerID? Its columns are Id, CustomerID",
        failure.getMessage());
  }

  @Test
  public void ambiguousColumnIsRefused() {
    assertThrows(
        InputException.class, () -> Collected.read(RecordFormat.csv(), AB, "a,b,a\n1,2,3\n"));
  }

  @Test
  public void emptyFileHasNoRecords() {
    assertEquals(List.of(), read("").records);
  }

  @Test
  public void brokenHeaderIsRefused() {
    assertTrue(
        assertThrows(InputException.class, () -> read("\n\n")).getMessage().contains("is empty"));
    assertThrows(InputException.class, () -> read("\"a,b\n1,2\n"));
    byte[] invalid = {'a', ',', (byte) 0xFF, '\n'};
    assertThrows(InputException.class, () -> Collected.read(RecordFormat.csv(), AB, invalid));
  }

  @Test
  public void headerMayBeQuotedAndMarked() {
    assertEquals(
        List.of(List.of("2", "1")),
        Collected.read(
                RecordFormat.csv(),
                List.of("b\nc", "a"),
                "\uFEFF\"a\" ,\"b\nc\"\n1,2\n".replace(" ", ""))
            .records);
  }
}
