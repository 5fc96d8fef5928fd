package dev.catchment.store;

import java.util.Locale;

/** Where things stand in a store. */
public final class StorePaths {
  /** The folder of the events. */
  public static final String EVENTS = "events";

  /** The folder of the rejected records. */
  public static final String REJECTED = "rejected";

  /** The folder of the manifests. */
  public static final String BATCHES = "batches";

  private StorePaths() {}

  /** The name of a batch: six digits at least, such as {@code 000001}. */
  public static String name(int batch) {
    return String.format(Locale.ROOT, "%06d", batch);
  }

  /** The manifest of a batch, within the store. */
  public static String manifest(int batch) {
    return BATCHES + "/" + name(batch) + ".json";
  }

  /** The intent of a batch that is being published, within the store. */
  public static String intent(int batch) {
    return BATCHES + "/" + name(batch) + ".intent";
  }

  /**
   * Where a batch puts a file that was staged: in the same folder, the number of the batch before
   * its name.
   */
  public static String placed(int batch, String staged) {
    int name = staged.lastIndexOf('/') + 1;
    return staged.substring(0, name) + name(batch) + "-" + staged.substring(name);
  }

  /** The path of something within a store. */
  public static String in(String store, String path) {
    return store.endsWith("/") ? store + path : store + "/" + path;
  }
}
