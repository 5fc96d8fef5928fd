package dev.catchment.pipelines.store;

import dev.catchment.pipelines.UsageException;
import dev.catchment.read.InputException;
import dev.catchment.store.InvalidManifestException;
import dev.catchment.store.StoreSnapshot;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** The store that an option names. */
public final class InputStore {
  private static final Pattern PATTERN = Pattern.compile("[*?\\[\\]{}]");

  private InputStore() {}

  /**
   * What a store holds now; a directory that is empty or not there is a store of nothing.
   *
   * @throws UsageException when its manifests cannot be read, or its name would be taken for a
   *     pattern
   */
  public static StoreSnapshot of(String store) {
    if (PATTERN.matcher(store).find()) {
      throw new UsageException(
          "the name of the store %s has one of the characters * ? [ ] { }, which make a pattern of it; choose another directory"
              .formatted(store));
    }
    try {
      return StoreSnapshot.of(store);
    } catch (InvalidManifestException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    } catch (UncheckedIOException | IllegalArgumentException wrong) {
      throw new UsageException(
          "cannot look into the store %s: %s".formatted(store, wrong.getMessage()), wrong);
    }
  }

  /**
   * What a store holds that must have events.
   *
   * @throws UsageException when it has none
   */
  public static StoreSnapshot withEvents(String store) {
    StoreSnapshot snapshot = of(store);
    if (snapshot.events().isEmpty()) {
      throw new UsageException(
          "there is no event store in %s; run collect --output=%s first".formatted(store, store),
          new InputException("no file of events belongs to " + store));
    }
    return snapshot;
  }
}
