package dev.catchment.read;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.catchment.model.Identifier;
import dev.catchment.model.IdentifierCoder;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the identifiers that too many people use from the table {@code shared-identifiers.csv} of a
 * store, by its columns {@code namespace} and {@code value}.
 */
public final class ReadSharedIdentifiers extends PTransform<PBegin, PCollection<Identifier>> {
  private static final long serialVersionUID = 1;

  private final String file;

  private ReadSharedIdentifiers(String file) {
    this.file = file;
  }

  /** Reads a table. */
  public static ReadSharedIdentifiers from(String file) {
    return new ReadSharedIdentifiers(file);
  }

  @Override
  public PCollection<Identifier> expand(PBegin input) {
    return input
        .apply("File", Create.of(file))
        .apply("Read", ParDo.of(new ReadFn()))
        .setCoder(IdentifierCoder.of());
  }

  private static final class ReadFn extends DoFn<String, Identifier> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void read(@Element String file, OutputReceiver<Identifier> output) throws IOException {
      try (CsvReader<NamedCsvRecord> rows =
          CsvReader.builder()
              .ofNamedCsvRecord(
                  Channels.newReader(
                      FileSystems.open(FileSystems.matchNewResource(file, false)),
                      StandardCharsets.UTF_8))) {
        for (NamedCsvRecord row : rows) {
          output.output(new Identifier(row.getField("namespace"), row.getField("value")));
        }
      }
    }
  }
}
