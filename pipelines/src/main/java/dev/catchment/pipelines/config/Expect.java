package dev.catchment.pipelines.config;

import java.util.List;

/** One entry of {@code expect} of a source: exactly one check, and how strictly it is meant. */
public record Expect(
    String field,
    Boolean notNull,
    Double maxMissing,
    Boolean unique,
    Double min,
    Double max,
    List<String> oneOf,
    String matches,
    Reference existsIn,
    String rule,
    Long minRows,
    Long maxRows,
    String maxAge,
    Double mostly,
    boolean required) {
  public Expect {
    oneOf = oneOf == null ? List.of() : oneOf;
  }

  /** A field of a source. */
  public record Reference(String source, String field) {}
}
