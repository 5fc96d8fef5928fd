package dev.catchment.read;

import dev.catchment.store.RejectedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;

/** Reads the rejected records that a store keeps, one after the other. */
public final class RejectedFiles {
  private RejectedFiles() {}

  /**
   * Hands on the records of a file in order. Throws {@link InputException} that names the line when
   * it is no rejected record.
   */
  public static void read(String file, Consumer<RejectedJson.Stored> records) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(
                FileSystems.open(FileSystems.matchNewResource(file, false)),
                StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String place = file + ":" + number;
        records.accept(
            RejectedJson.read(line)
                .orElseThrow(() -> new InputException(place + " is no rejected record")));
      }
    }
  }
}
