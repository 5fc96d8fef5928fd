package dev.catchment.pipelines.generate;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.account.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * docs/jobs/generate.md says what is in it. The result is the number of records of each file,
 * headers left out, by its path inside the world.
 *
 * <p>The same specification gives the same bytes, whatever the runner, the parallelism and the
 * bundles. A worker holds the lines of 100 people while simulating and one part of one file, the
 * records of one day of at most 20,000 people, while writing.
 */
public final class GenerateWorld extends PTransform<PBegin, PCollection<KV<String, Long>>> {
  /** The folders that a world consists of, the one that says that all is there last. */
  public static final List<String> FOLDERS = List.of("web", "app", "orders", "crm", "truth");

  /** The count of simulated people that is shown as progress. */
  static final String PEOPLE = "people";

  private static final int BLOCK = 100;

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
    List<KV<Integer, List<Line>>> headers = new ArrayList<>();
    new Layout(spec).filesWithHeader().forEach(file -> headers.add(KV.of(file, List.of())));
    int visitors = spec.people() + spec.internalVisitors();
    PCollection<KV<Integer, List<Line>>> lines =
        input
            .apply("Blocks", GenerateSequence.from(0).to((visitors - 1) / BLOCK + 1))
            .apply("Simulate", ParDo.of(new Simulate(spec)))
            .setCoder(WriteFiles.CODER);
    return PCollectionList.of(lines)
        .and(input.apply("Headers", Create.of(headers).withCoder(WriteFiles.CODER)))
        .apply("Lines", Flatten.pCollections())
        .apply("Write", WriteFiles.of(spec, outputDir));
  }

  private static final class Simulate extends DoFn<Long, KV<Integer, List<Line>>> {
    private final WorldSpec spec;
    private final Catalogue catalogue;

    Simulate(WorldSpec spec) {
      this.spec = spec;
      this.catalogue = Catalogue.of(spec.seed());
    }

    @ProcessElement
    public void process(@Element Long block, OutputReceiver<KV<Integer, List<Line>>> out) {
      int first = block.intValue() * BLOCK;
      int end = Math.min(first + BLOCK, spec.people() + spec.internalVisitors());
      SortedMap<Integer, List<Line>> byFile = new TreeMap<>();
      for (int index = first; index < end; index++) {
        for (KV<Integer, Line> line : simulate(index)) {
          byFile.computeIfAbsent(line.getKey(), unused -> new ArrayList<>()).add(line.getValue());
        }
      }
      Progress.add(PEOPLE, end - first);
      byFile.forEach((file, lines) -> out.output(KV.of(file, lines)));
    }

    private List<KV<Integer, Line>> simulate(int index) {
      return index < spec.people()
          ? PersonSimulator.simulate(spec, catalogue, index)
          : InternalTraffic.simulate(spec, catalogue, index);
    }
  }
}
