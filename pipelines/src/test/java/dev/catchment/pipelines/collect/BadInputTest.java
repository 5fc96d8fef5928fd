package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What the collect job does with input that is missing, damaged or not what it should be. */
public class BadInputTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void missingFilesAreNamed() {
    work.refused("--input=" + work.path("no*.csv"))
        .complains("source orders: no file matches " + work.path("no*.csv"), "--input");
    work.path("in.csv").toFile().delete();
    work.refused().complains("source orders: no file matches " + work.path("in.csv"));
    work.refused("--input=s3://bucket/in.csv").complains("s3://bucket/in.csv", "scheme s3");
    work.refused("--input=[").complains("cannot look up [");
  }

  @Test
  public void aDirectoryIsNotAnInput() {
    assertTrue(work.path("folder").toFile().mkdir());
    work.refused("--input=" + work.path("folder"))
        .complains(work.path("folder") + " is a directory", work.path("folder") + "/*");
  }

  @Test
  public void emptyFilesAreNamed() {
    work.write("in.csv", "");
    work.refused()
        .complains("the input of source orders is empty", "in.csv", "leave the source out");
    work.write("in.csv", "\n\n");
    work.refused().complains("in.csv is empty: a header line");
    work.write("in.csv", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    work.refused().complains("in.csv is empty: a header line");
  }

  @Test
  public void anEmptyFileAmongOthersHoldsNoRecords() {
    work.write("in-2.csv", "");
    work.collect("--input=" + work.path("in*.csv")).expect(ExitStatus.DONE).says("2 read = 2 acc");
  }

  @Test
  public void aHeaderAloneHoldsNoRecords() {
    work.write("in.csv", Workspace.HEADER);
    work.collect().expect(ExitStatus.DONE).says("0 read = 0 accepted");
    assertTrue(Files.exists(work.path("store/summary.json")));
  }

  @Test
  public void anUnknownColumnIsNamedWithTheNearest() {
    work.write("in.csv", "id,time,customer,amout\n");
    work.refused()
        .complains(
            work.path("in.csv") + " has no column amount; did you mean amout?",
            "Its columns are id, time, customer, amout");
  }

  @Test
  public void aColumnThatStandsTwiceIsNamed() {
    work.write("in.csv", "id,time,customer,amount,amount\n");
    work.refused().complains("in.csv has more than one column amount");
  }

  @Test
  public void aHeaderThatCannotBeReadIsRefused() {
    work.write("in.csv", new byte[] {'i', 'd', (byte) 0xFF, '\n'});
    work.refused().complains("in.csv has no readable header", "UTF-8");
    work.write("in.csv", "\"id,time\n1,2\n");
    work.refused().complains("in.csv has no readable header");
    work.write("in.csv.gz", Arrays.copyOf(new byte[] {0x1f, (byte) 0x8b, 8}, 12));
    work.refused("--input=" + work.path("in.csv.gz")).complains("in.csv.gz", "is damaged");
  }

  @Test
  public void aHeaderThatLacksAColumnOfTheOthersIsNamed() {
    work.write("in-2.csv", "id,time,customer\n3,2026-01-03,c3\n");
    work.refused("--input=" + work.path("in*.csv"))
        .complains(work.path("in-2.csv") + " has no column amount");
  }

  @Test
  public void eachFileIsReadByItsOwnHeader() {
    work.write("in-2.csv", "amount,more,customer,time,id\n1.5,x,c3,2026-01-03,3\n");
    work.collect("--input=" + work.path("in*.csv")).expect(ExitStatus.DONE).says("3 accepted");
  }

  @Test
  public void inputsOfTheCommandLineNameASourceOfTheConfiguration() {
    work.refused("--input=oders=" + work.path("in.csv"))
        .complains("there is no source oders in the configuration; did you mean orders?");
    work.refused("--input=orders=a", "--input=orders=b").complains("the source orders twice");
    work.write(
        "catchment.yaml",
        Workspace.CONFIG + Workspace.CONFIG.substring(20).replace("orders", "shop"));
    work.refused("--input=" + work.path("in.csv"))
        .complains("names no source; write --input=SOURCE=GLOB with one of orders, shop");
  }

  @Test
  public void badRecordsAreKeptApartAndTheOthersAccepted() throws IOException {
    try (OutputStream out = Files.newOutputStream(work.path("in.csv"))) {
      out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
      out.write((Workspace.HEADER + "1,2026-01-01,c1,5\n").replace("\n", "\r\n").getBytes(UTF_8));
      out.write("2,2026-01-01,\"c2,5\r\n".getBytes(UTF_8));
      out.write("3,2026-01-01,\"c\"3,5\r\n".getBytes(UTF_8));
      out.write("4,2026-01-01,c".getBytes(UTF_8));
      out.write(new byte[] {(byte) 0xC3, '(', ',', '5', '\r', '\n'});
      out.write("5,2026-01-01,c5,five\r\n6,2026-01-01,c6,-1\r\n7,,c7,5\r\n".getBytes(UTF_8));
      out.write(
          "8,2026-01-01,c8\r\n9,2026-01-09,\"c\r\n9\",5\r\n10,2026-01-10,c10,5".getBytes(UTF_8));
    }
    work.collect("--maxRejected=0.8").expect(ExitStatus.DONE).says("10 read = 3 accepted + 7 rej");
    assertEquals(
        List.of(
            "in.csv:3 broken_quote",
            "in.csv:4 broken_quote",
            "in.csv:5 invalid_utf8",
            "in.csv:6 invalid_amount",
            "in.csv:7 out_of_range_amount",
            "in.csv:8 missing_timestamp",
            "in.csv:9 wrong_number_of_fields"),
        work.rejected());
  }

  @Test
  public void garbageWhereJsonIsExpectedIsRejectedLineByLine() {
    work.write("catchment.yaml", Workspace.CONFIG.replace("csv", "json"));
    work.write(
        "in.json", "GIF89a\0\1\2\n{\n[]\nnull\n\"text\"\n{\"id\":1}}\n" + "[".repeat(5000) + "\n");
    work.collect("--maxRejected=1")
        .expect(ExitStatus.DONE)
        .says("7 read = 0 accepted + 7 rejected");
    assertTrue(work.rejected().stream().allMatch(line -> line.endsWith(" invalid_json")));
  }

  @Test
  public void aLineOfHundredMegabytesIsOneRejectedRecord() throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(work.path("in.csv")))) {
      out.write((Workspace.HEADER + "1,2026-01-01,c1,").getBytes(UTF_8));
      byte[] megabyte = new byte[1 << 20];
      Arrays.fill(megabyte, (byte) '7');
      for (int count = 0; count < 100; count++) {
        out.write(megabyte);
      }
      out.write("\n2,2026-01-02,c2,5\n".getBytes(UTF_8));
    }
    work.collect().expect(ExitStatus.DONE).says("2 read = 1 accepted + 1 rejected");
    assertEquals(List.of("in.csv:2 record_too_long"), work.rejected());
  }

  @Test
  public void moreRejectedThanAllowedEndsWithStatus3AndTheOutputInPlace() {
    work.write("in.csv", Workspace.HEADER + "1,2026-01-01,c1,5\n2,2026-01-01,c2,x\n");
    work.collect("--maxRejected=0.49")
        .expect(ExitStatus.TOO_MANY_REJECTED)
        .complains(
            "1 of 2 records were rejected, more than --maxRejected=0.49", "store/rejected says");
    assertEquals(
        List.of("batches", "events", "rejected", "report.html", "summary.json"),
        work.list("store"));
    work.collect("--overwrite", "--maxRejected=0.5").expect(ExitStatus.DONE);
  }
}
