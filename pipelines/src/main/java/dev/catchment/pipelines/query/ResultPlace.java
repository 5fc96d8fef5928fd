package dev.catchment.pipelines.query;

import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/** Where a result that ends goes, and what stands beside it. */
interface ResultPlace extends Serializable {
  /** The directory of the summary and the rejected rows, and of a result in files. */
  String directory();

  /** What the names of everything beside the result begin with. */
  String prefix();

  /** The names in the directory that the result itself has; none of one that goes elsewhere. */
  List<String> names();

  /** Where the result is, for people. */
  String label();

  /** Where it is, for lineage, if it is not in the directory. */
  Optional<Dataset> dataset();

  /** The step that writes; the output is the names of what is written. */
  PCollection<String> write(
      PCollection<RowBlock> rows, RowType type, boolean isOrdered, Staging staging);

  /** What is left to do when all steps have written. */
  default void finish(RowType type, Staging staging) {}
}
