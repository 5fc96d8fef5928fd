package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.Rule;
import org.junit.Test;

/** Sources of every format through the whole job, and configurations of them that contradict. */
public class SourceFormatsTest {
  @Rule public final Workspace work = new Workspace();

  private void config(String source) {
    work.write(
        "catchment.yaml",
        "version: 1\nsources:\n  s:\n    %s\n".formatted(source.strip().replace("\n", "\n    ")));
  }

  @Test
  public void textInAnotherEncoding() {
    for (Charset charset : List.of(Charset.forName("windows-1252"), UTF_16)) {
      work.write(
          "catchment.yaml",
          Workspace.CONFIG.replace(
              "input: in.csv", "input: in.csv\n    encoding: " + charset.name()));
      work.write(
          "in.csv", (Workspace.HEADER + "1,2026-01-01,J\u00e9r\u00f4me,5\n").getBytes(charset));
      work.collect("--overwrite=true").expect(ExitStatus.DONE).says("1 read = 1 accepted");
    }
  }

  @Test
  public void linesOfAnExpression() {
    config(
        """
        format: lines
        input: in.log
        lines: {pattern: '(?<at>\\S+) (?<level>[A-Z]+) (?<text>.*)'}
        map: {event: level, timestamp: at}
        fields: {properties.text: text}
        """);
    work.write("in.log", "2026-01-01T10:00:00Z WARN disk full\r\nTraceback\n");
    work.collect().expect(ExitStatus.DONE).says("2 read = 1 accepted + 1 rejected");
    assertEquals(List.of("in.log:2 no_match"), work.rejected());
  }

  @Test
  public void rowsOfAnyWidth() {
    config(
        """
        format: csv
        input: in.txt
        csv: {ragged: true, header: [at]}
        map: {timestamp: at}
        fields: {properties.first: '2', properties.items: rest}
        """);
    work.write("in.txt", "2026-01-01,milk,bread\n2026-01-02\n");
    work.collect().expect(ExitStatus.DONE).says("2 read = 2 accepted");
  }

  @Test
  public void avroWithNestedColumns() throws IOException {
    Schema user = SchemaBuilder.record("User").fields().requiredString("id").endRecord();
    Schema schema =
        SchemaBuilder.record("Row")
            .fields()
            .requiredString("at")
            .name("user")
            .type(user)
            .noDefault()
            .endRecord();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.create(schema, new File(work.path("in.avro").toString()));
      for (int row = 1; row <= 3; row++) {
        writer.append(
            new GenericRecordBuilder(schema)
                .set("at", "2026-01-0" + row)
                .set("user", new GenericRecordBuilder(user).set("id", "u" + row).build())
                .build());
      }
    }
    config(
        """
        format: avro
        input: in.avro
        map: {timestamp: at}
        identifiers: {customer: user.id}
        """);
    work.collect().expect(ExitStatus.DONE).says("3 read = 3 accepted");
    config(
        """
        format: parquet
        input: store/events/*/*.parquet
        map: {timestamp: timestamp}
        fields: {properties.channel: channel}
        """);
    work.collect("--output=" + work.path("second"))
        .expect(ExitStatus.DONE)
        .says("3 read = 3 accepted");
    config(
        """
        format: avro
        input: in.avro
        map: {timestamp: att}
        """);
    work.refused().complains("in.avro has no column att", "did you mean at?");
  }

  @Test
  public void theFirstAndTheLastYearOfTheCalendar() {
    work.write("in.csv", Workspace.HEADER + "1,0001-01-01,c,5\n2,9999-12-31T23:59:59.999Z,c,5\n");
    work.collect().expect(ExitStatus.DONE).says("2 read = 2 accepted");
    assertTrue(Files.isDirectory(work.path("store/events/dt=0001-01-01")));
    assertTrue(Files.isDirectory(work.path("store/events/dt=9999-12-31")));
  }

  @Test
  public void idsThatASpreadsheetMadeDecimal() {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG.replace(
            "customer: customer", "customer: {column: customer, type: integer}"));
    work.write(
        "in.csv",
        Workspace.HEADER
            + "1,2026-01-01,17850.0,5\n2,2026-01-01,17850,5\n3,2026-01-01,17850.5,5\n");
    work.collect().expect(ExitStatus.DONE).says("3 read = 2 accepted + 1 rejected");
    assertEquals(List.of("in.csv:4 invalid_customer"), work.rejected());
  }

  @Test
  public void whatContradictsItselfIsRefused() {
    config("format: lines\ninput: in.csv\nmap: {timestamp: t}");
    work.refused().complains("needs lines with exactly one of preset and pattern");
    config("format: lines\ninput: in.csv\nlines: {preset: apache-common}\nmap: {timestamp: agent}");
    work.refused().complains("there is no column agent", "host, ident, user, time");
    config("format: lines\ninput: in.csv\nlines: {pattern: '(?<t>['}\nmap: {timestamp: t}");
    work.refused().complains("sources.s.lines.pattern: the expression is not one of RE2");
    config("format: json\ninput: in.csv\nlines: {preset: apache-common}\nmap: {timestamp: t}");
    work.refused().complains("sources.s.lines: is for sources of the format lines only");
    config("format: avro\ninput: in.csv\nencoding: UTF-8\nmap: {timestamp: t}");
    work.refused().complains("sources.s.encoding: is for sources of text only");
    config("format: csv\ninput: in.csv\nencoding: UTF-9\nmap: {timestamp: t}");
    work.refused().complains("there is no encoding UTF-9", "UTF-");
    config("format: csv\ninput: in.csv\ncsv: {ragged: true}\nmap: {timestamp: t}");
    work.refused().complains("there is no column t", "a place such as 1, or rest");
    config("format: csv\ninput: in.csv\njdbc: {url: 'jdbc:x', table: t}\nmap: {timestamp: t}");
    work.refused().complains("sources.s.jdbc: is for sources of the format jdbc only");
  }
}
