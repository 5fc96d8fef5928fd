package dev.catchment.pipelines.table;

import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import java.util.List;

/** The table that an option names. */
public final class InputTable {
  private InputTable() {}

  /** The place of the table: an event store stands for the profiles in it. */
  public static String of(String input) {
    String profiles = input + "/profiles";
    try {
      InputFiles.match(List.of(profiles + "/*.parquet"));
      return profiles;
    } catch (InputException none) {
      return input;
    }
  }
}
