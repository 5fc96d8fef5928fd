package dev.catchment.write.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileSystems;

/** Reads the secret of a webhook. */
public final class SecretFile {
  private static final int LEAST = 16;

  private SecretFile() {}

  /**
   * The secret: the one line of a file, without blanks around it.
   *
   * @throws IOException when there is none, or one that is too short; the message does not quote it
   */
  public static String read(String file) throws IOException {
    String secret;
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
      secret = new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException failure) {
      throw new IOException("the secret cannot be read from " + file, failure);
    }
    if (secret.length() < LEAST || secret.lines().count() != 1) {
      throw new IOException(
          "%s must hold one line with a secret of at least %d characters, and nothing else"
              .formatted(file, LEAST));
    }
    return secret;
  }
}
