package dev.catchment.query;

import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** The rows of several inputs. */
final class UnionRows extends Step {
  UnionRows(RowType type, Step... inputs) {
    super(type, Flow.BOUNDED, inputs);
  }

  @Override
  String describe() {
    return "Union";
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    return PCollectionList.of(of)
        .apply(wiring.name("Union"), Flatten.pCollections())
        .setCoder(RowBlockCoder.of(type()));
  }
}
