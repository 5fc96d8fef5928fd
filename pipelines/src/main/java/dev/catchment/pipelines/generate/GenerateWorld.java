package dev.catchment.pipelines.generate;

import static com.google.common.base.Preconditions.checkNotNull;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Writes a world of people and what they leave in four sources, with the truth beside it;
 * docs/generate.md says what is in it. The result is the number of records of each file, headers
 * left out, by its path inside the world.
 *
 * <p>The same specification gives the same bytes, whatever the runner, the parallelism and the
 * bundles. A worker holds one person while simulating and one part of one file, the records of one
 * day of at most 20,000 people, while writing.
 */
public final class GenerateWorld extends PTransform<PBegin, PCollection<KV<String, Long>>> {
  private final WorldSpec spec;
  private final String outputDir;

  private GenerateWorld(WorldSpec spec, String outputDir) {
    this.spec = checkNotNull(spec, "spec");
    this.outputDir = checkNotNull(outputDir, "outputDir");
  }

  /** Writes the world into a directory of any file system that Beam knows. */
  public static GenerateWorld of(WorldSpec spec, String outputDir) {
    return new GenerateWorld(spec, outputDir);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PBegin input) {
    KvCoder<Integer, Line> lineCoder = KvCoder.of(VarIntCoder.of(), LineCoder.of());
    List<KV<Integer, Line>> headers =
        new Layout(spec)
            .filesWithHeader().stream().map(file -> KV.of(file, WriteFiles.MARKER)).toList();
    PCollection<KV<Integer, Line>> lines =
        input
            .apply("Number", GenerateSequence.from(0).to(spec.people() + spec.internalVisitors()))
            .apply("Simulate", ParDo.of(new Simulate(spec)))
            .setCoder(lineCoder);
    return PCollectionList.of(lines)
        .and(input.apply("Headers", Create.of(headers).withCoder(lineCoder)))
        .apply("Lines", Flatten.pCollections())
        .apply("Write", WriteFiles.of(spec, outputDir));
  }

  private static final class Simulate extends DoFn<Long, KV<Integer, Line>> {
    private final WorldSpec spec;
    private final Catalogue catalogue;

    Simulate(WorldSpec spec) {
      this.spec = spec;
      this.catalogue = Catalogue.of(spec.seed());
    }

    @ProcessElement
    public void process(@Element Long number, OutputReceiver<KV<Integer, Line>> out) {
      int index = number.intValue();
      List<KV<Integer, Line>> lines =
          index < spec.people()
              ? PersonSimulator.simulate(spec, catalogue, index)
              : new InternalTraffic(spec, catalogue).simulate(index);
      lines.forEach(out::output);
    }
  }
}
