package dev.catchment.pipelines.monitor;

import dev.catchment.account.Tallies;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.Staging;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/** The steps of the job on files: each file is judged by itself. */
final class SeriesPipeline {
  private static final int BUCKETS = 256;

  private SeriesPipeline() {}

  static PCollectionList<String> build(
      Pipeline pipeline, List<SeriesFile> files, ScoreSeries<?> score, Staging staging) {
    PCollectionTuple judged =
        pipeline
            .apply(
                "Files",
                Create.of(files.stream().map(file -> KV.of(file.file(), file.name())).toList())
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of())))
            .apply(
                "Spread files",
                Reshuffle.<KV<String, String>>viaRandomKey().withNumBuckets(BUCKETS))
            .apply(
                "Judge",
                ParDo.of(score)
                    .withOutputTags(
                        ScoreSeries.WRITTEN,
                        TupleTagList.of(ScoreSeries.TALLIES).and(ScoreSeries.REJECTED)));
    return PCollectionList.of(judged.get(ScoreSeries.WRITTEN).setCoder(StringUtf8Coder.of()))
        .and(
            judged
                .get(ScoreSeries.REJECTED)
                .setCoder(RejectedCoder.of())
                .apply("Write rejected", WriteRejected.to(staging.path(SeriesTask.REJECTED))))
        .and(
            judged
                .get(ScoreSeries.TALLIES)
                .setCoder(Tallies.CODER)
                .apply("Write tallies", WriteTallies.to(staging.path(SeriesTask.TALLIES))));
  }
}
