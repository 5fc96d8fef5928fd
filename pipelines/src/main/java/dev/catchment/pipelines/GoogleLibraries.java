package dev.catchment.pipelines;

/** What to do where a build lacks Google's libraries. */
public final class GoogleLibraries {
  private GoogleLibraries() {}

  /** The complaint about what cannot be done without them. */
  public static String missingFor(String what) {
    return what
        + " needs Google's libraries, which are not in this build; set CATCHMENT_WITH=google for"
        + " ./catchment, or build the bundle with mvn package -Pbundle,google";
  }
}
