package dev.catchment.pipelines.store;

import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.EventFiles;
import dev.catchment.read.InputException;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import dev.catchment.write.BatchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a job may do to a store, as plans of its batch. */
public final class StoreChange {
  private final String store;
  private final StoreSnapshot before;
  private final List<String> replaced;

  private StoreChange(String store, StoreSnapshot before, List<String> replaced) {
    this.store = store;
    this.before = before;
    this.replaced = replaced;
  }

  /**
   * A change of a store as it is now.
   *
   * @param replaced the names in it that each run of the job replaces, its summary last
   */
  public static StoreChange of(String store, StoreSnapshot before, String... replaced) {
    return new StoreChange(store, before, List.of(replaced));
  }

  /** Whether there is a store, which batches can be added to. */
  public boolean isStore() {
    return before.number() > 0 || !before.events().isEmpty();
  }

  /**
   * Adds files and keeps all that is there.
   *
   * @throws UsageException when what stands there cannot be read
   */
  public BatchPlan append() {
    return removing(List.of(), List.of());
  }

  /** Adds files in the place of all that is there, which takes {@code stale} outputs with it. */
  public BatchPlan replaceAll(List<String> stale) {
    List<String> removed =
        Stream.concat(before.events().stream().map(StoredFile::file), before.rejected().stream())
            .toList();
    return new BatchPlan(
        before.number(), List.of(), List.of(), removed, List.of(), replaced, stale);
  }

  /**
   * Adds files in the place of the events of some days.
   *
   * @throws UsageException when the store has no events on any of them
   */
  public BatchPlan replace(Days days) {
    List<String> removed = new ArrayList<>();
    for (StoredFile file : before.events()) {
      if (days.contains(file.day())) {
        removed.add(file.file());
      }
    }
    if (removed.isEmpty()) {
      throw new UsageException(
          "--replace=dt=%s: %s has no events of %s; %s"
              .formatted(days, store, days, whatIsThere()));
    }
    return removing(
        removed, days.first().datesUntil(days.last().plusDays(1)).map(Object::toString).toList());
  }

  private String whatIsThere() {
    List<String> there =
        before.events().stream()
            .map(StoredFile::day)
            .filter(day -> !day.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return there.isEmpty()
        ? "leave --replace out to add them"
        : "its events are of %s to %s; name a day of these, or leave --replace out to add days"
            .formatted(there.get(0), there.get(there.size() - 1));
  }

  /** Adds files in the place of others. */
  public BatchPlan removing(List<String> files, List<String> days) {
    boolean isNew = before.number() > 0;
    try {
      return new BatchPlan(
          before.number(),
          isNew ? List.of() : EventFiles.counted(store, before.events()),
          isNew ? List.of() : List.copyOf(before.rejected()),
          files,
          days,
          replaced,
          List.of());
    } catch (InputException unreadable) {
      throw new UsageException(
          "%s; add --overwrite to replace what stands in %s, or choose another --output"
              .formatted(unreadable.getMessage(), store),
          Correction.add("--overwrite"));
    }
  }
}
