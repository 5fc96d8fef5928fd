package dev.catchment.read;

import java.io.Serializable;
import java.util.List;

/**
 * How the columns that are read become those that are used.
 *
 * @param read the columns that are read, by slot, named as those that are used
 * @param used the columns that are used, by slot: some that are read, {@link CellColumn}s, and
 *     those that the explosion makes
 * @param explosion the list by which a record becomes several, or null
 */
public record Unpacking(List<String> read, List<String> used, Explosion explosion)
    implements Serializable {
  public Unpacking {
    read = List.copyOf(read);
    used = List.copyOf(used);
  }
}
