package dev.catchment.store;

import java.util.Map;

/**
 * Which rejected records of a store no batch has fed in again since they were rejected. Holds about
 * 150 bytes for each that one has.
 */
public final class OpenRecords {
  private final Map<String, Integer> writtenBy;
  private final Map<String, Integer> repairedBy;
  private final int replacing;

  /**
   * The open records of a store.
   *
   * @param writtenBy the batch that wrote each file of rejected records
   * @param repairedBy the last batch that fed in a record, by its id
   * @param replacing the last batch that took events away and read their sources again, or 0
   */
  OpenRecords(Map<String, Integer> writtenBy, Map<String, Integer> repairedBy, int replacing) {
    this.writtenBy = Map.copyOf(writtenBy);
    this.repairedBy = Map.copyOf(repairedBy);
    this.replacing = replacing;
  }

  /**
   * Whether a record is still to be repaired.
   *
   * @param file the full name of the file that holds it
   * @param id its id
   */
  public boolean isOpen(String file, String id) {
    return repairedBy.getOrDefault(id, 0) <= writtenBy.getOrDefault(file, 0);
  }

  /** Whether sources were read again, to replace days, since a file was written. */
  public boolean isReadAgain(String file) {
    return writtenBy.getOrDefault(file, 0) < replacing;
  }
}
