package dev.catchment.pipelines.config;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.UsageException;
import dev.catchment.protect.PseudonymKey;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the file of the pseudonym key, and makes the key on first use. */
public final class KeyFile {
  private KeyFile() {}

  /**
   * The key's file: the one given, else that of the configuration, else {@code
   * catchment/pseudonym-key.json} in the user's configuration folder.
   */
  public static String of(ConfigFile config, String given) {
    return Optional.ofNullable(given)
        .or(() -> Optional.ofNullable(config.config().privacy().key()).map(config::resolve))
        .orElseGet(KeyFile::ofUser);
  }

  /** The key's file: the one given, else that of the user. */
  public static String of(String given) {
    return given == null ? ofUser() : given;
  }

  /**
   * Makes the key if there is none.
   *
   * @throws UsageException when there is no usable key and none can be made
   */
  public static void make(String file, Console console) {
    try {
      if (!file.contains("://") && PseudonymKey.createIfAbsent(Path.of(file))) {
        console.note("made the pseudonym key %s; keep it safe, and keep a copy", file);
      }
      PseudonymKey.check(file);
    } catch (FileSystemException e) {
      throw problem(e, "the pseudonym key " + file + " can be neither read nor made");
    } catch (IOException | IllegalArgumentException e) {
      throw problem(e, "the pseudonym key cannot be used: " + e.getMessage());
    }
  }

  /**
   * Checks the key without making it.
   *
   * @return whether there is one; else it can be made
   * @throws UsageException when there is no usable key and none can be made
   */
  public static boolean check(String file) {
    try {
      if (!file.contains("://")) {
        Path path = Path.of(file);
        if (Files.notExists(path)) {
          checkFolder(path);
          return false;
        }
        PseudonymKey.checkOwnerOnly(path);
      }
      PseudonymKey.check(file);
      return true;
    } catch (FileSystemException e) {
      throw problem(e, "the pseudonym key " + file + " can be neither read nor made");
    } catch (IOException | IllegalArgumentException e) {
      throw problem(e, "the pseudonym key cannot be used: " + e.getMessage());
    }
  }

  private static void checkFolder(Path file) throws FileSystemException {
    Path folder = file.toAbsolutePath().getParent();
    while (Files.notExists(folder)) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new FileSystemException(folder.toString());
    }
  }

  private static UsageException problem(Exception cause, String message) {
    return new UsageException(message + "; or name another with --key=FILE", cause);
  }

  private static String ofUser() {
    String folder = System.getenv("XDG_CONFIG_HOME");
    Path base =
        folder == null || folder.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(folder);
    return base.resolve("catchment/pseudonym-key.json").toString();
  }
}
