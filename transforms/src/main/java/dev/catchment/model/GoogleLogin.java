package dev.catchment.model;

/** How one is known to the services of Google. */
public final class GoogleLogin {
  /** What to do where nobody is known to ask. */
  public static final String HOW =
      "run gcloud auth application-default login, or name the file of a key by"
          + " GOOGLE_APPLICATION_CREDENTIALS";

  private GoogleLogin() {}
}
