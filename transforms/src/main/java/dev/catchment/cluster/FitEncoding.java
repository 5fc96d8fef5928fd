package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkNotNull;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Merges the samples of the parts of a table and fits the encoding by the whole. The output is one
 * {@link FeatureEncoding}, the same whatever the parts and their order.
 *
 * <p>Throws {@link ClusteringException} as {@link EncodingFit#fit} does, also where there is no
 * part. Memory: one {@link CellSample} per worker thread.
 */
public final class FitEncoding
    extends PTransform<PCollection<CellSample>, PCollection<FeatureEncoding>> {
  private static final long serialVersionUID = 1;

  private final EncodingFit fit;

  private FitEncoding(EncodingFit fit) {
    this.fit = fit;
  }

  /** Fits what is asked for. */
  public static FitEncoding of(EncodingFit fit) {
    return new FitEncoding(checkNotNull(fit, "fit"));
  }

  @Override
  public PCollection<FeatureEncoding> expand(PCollection<CellSample> parts) {
    CellSampleCoder coder = CellSampleCoder.of();
    PCollection<CellSample> nothing =
        parts.getPipeline().apply("No rows", Create.of(new CellSample()).withCoder(coder));
    return PCollectionList.of(parts)
        .and(nothing)
        .apply("Parts", Flatten.pCollections())
        .apply("One key", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), coder))
        .apply("Merge", Combine.perKey(MergeFn.of(CellSample::new, coder)))
        .apply("Sample", Values.create())
        .apply("Fit", ParDo.of(new FitFn(fit)))
        .setCoder(FeatureEncodingCoder.of());
  }

  private static final class FitFn extends DoFn<CellSample, FeatureEncoding> {
    private static final long serialVersionUID = 1;

    private final EncodingFit fit;

    FitFn(EncodingFit fit) {
      this.fit = fit;
    }

    @ProcessElement
    public void fit(@Element CellSample sample, OutputReceiver<FeatureEncoding> encoding) {
      encoding.output(fit.fit(sample));
    }
  }
}
