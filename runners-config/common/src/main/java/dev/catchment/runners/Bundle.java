package dev.catchment.runners;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** The one jar that holds a job with all that it needs and its cluster has not. */
public final class Bundle {
  private static final String NAME = "-bundle.jar";

  private Bundle() {}

  /**
   * The bundle that a class was loaded from, which is all that workers must be given; empty when
   * the program was started from several jars.
   */
  public static Optional<String> of(Class<?> loaded) {
    try {
      URI place = loaded.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Optional.of(Path.of(place).toString()).filter(jar -> jar.endsWith(NAME));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
