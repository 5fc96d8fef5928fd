package dev.catchment.pipelines;

import java.io.Serializable;

/** Where a running job writes its outputs until they are published. */
@FunctionalInterface
public interface Staging extends Serializable {
  /** The staged path of an output, or of a file that is not published. */
  String path(String name);
}
