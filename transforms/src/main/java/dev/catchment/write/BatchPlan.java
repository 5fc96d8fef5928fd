package dev.catchment.write;

import dev.catchment.store.StoredFile;
import java.io.Serializable;
import java.util.List;

/**
 * What a run means to change in a store, decided before it starts.
 *
 * @param base the number of the batch that the store ended with then
 * @param adopted the files of events of a store without manifests, with their rows, which the first
 *     manifest will list; empty otherwise
 * @param adoptedRejected its files of rejected records
 * @param removed files of earlier batches that the batch takes away
 * @param days the days whose earlier events are replaced
 * @param outputs the staged outputs that follow the batch, such as {@code summary.json}
 * @param stale outputs of earlier jobs that go with the batch, such as {@code profiles}
 */
public record BatchPlan(
    int base,
    List<StoredFile> adopted,
    List<String> adoptedRejected,
    List<String> removed,
    List<String> days,
    List<String> outputs,
    List<String> stale)
    implements Serializable {
  public BatchPlan {
    adopted = List.copyOf(adopted);
    adoptedRejected = List.copyOf(adoptedRejected);
    removed = List.copyOf(removed);
    days = List.copyOf(days);
    outputs = List.copyOf(outputs);
    stale = List.copyOf(stale);
  }
}
