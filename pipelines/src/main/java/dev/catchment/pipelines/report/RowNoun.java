package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * What a row of a table stands for, such as "profile" and "profiles".
 *
 * @param one one of them
 * @param many several
 */
public record RowNoun(String one, String many) {
  /** For a table of which nothing more is known. */
  public static final RowNoun ROW = new RowNoun("row", "rows");

  public RowNoun {
    checkNotNull(one, "one");
    checkNotNull(many, "many");
  }

  String count(long value) {
    return Numbers.count(value, one, many);
  }
}
