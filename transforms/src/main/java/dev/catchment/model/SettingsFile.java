package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Properties;
import org.apache.beam.sdk.io.FileSystems;

/**
 * A Java properties file with settings that may be secret, on any Beam file system. It is read
 * wherever there is need and its contents are never carried along.
 */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * The settings in a file, none where its name is empty.
   *
   * @throws UncheckedIOException naming the file, when it cannot be read
   */
  public static Properties read(String file) {
    Properties settings = new Properties();
    if (!file.isEmpty()) {
      try (InputStream in =
          Channels.newInputStream(
              FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
        settings.load(in);
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot read " + file, failure);
      }
    }
    return settings;
  }
}
