package dev.catchment.pipelines;

/** The version of the product. */
public final class Version {
  /** The version as text. */
  public static final String TEXT = read();

  private Version() {}

  private static String read() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
