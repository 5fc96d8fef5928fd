package dev.catchment.pipelines.lookalike;

import dev.catchment.account.Tallies;
import dev.catchment.lookalike.LookalikeJson;
import dev.catchment.lookalike.LookalikeModel;
import dev.catchment.lookalike.Match;
import dev.catchment.lookalike.MatchPeople;
import dev.catchment.lookalike.Person;
import dev.catchment.lookalike.ScorePeople;
import dev.catchment.lookalike.Scored;
import dev.catchment.lookalike.TakeBest;
import dev.catchment.lookalike.TrainLookalike;
import dev.catchment.read.ReadRecords;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRanges;
import dev.catchment.write.CsvRow;
import dev.catchment.write.CsvRowCoder;
import dev.catchment.write.WriteCsv;
import dev.catchment.write.WriteTallies;
import dev.catchment.write.WriteText;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The steps of the look-alike job: find the seeds in the table, train on a sample, score everybody
 * else, keep the best.
 */
final class LookalikePipeline {
  private LookalikePipeline() {}

  /** Where the parts of the output are staged. */
  record Outputs(String people, String model, String tallies) {}

  static PCollectionList<String> build(
      Pipeline pipeline, LookalikePlan plan, SeedList seeds, Outputs outputs) {
    PCollectionTuple table =
        pipeline
            .apply("Find ranges", TableRanges.of(plan.profiles()))
            .apply("Read people", ReadPeople.of(plan));
    PCollectionTuple list =
        pipeline.apply(
            "Read seeds",
            ReadRecords.from(SeedList.SOURCE, List.of(seeds.file()), seeds.format())
                .withColumns(List.of(seeds.id())));
    PCollectionTuple matched =
        PCollectionList.of(table.get(ReadPeople.ROWS))
            .and(ids(list))
            .apply("Rows and seeds", Flatten.pCollections())
            .apply("Find seeds", MatchPeople.of(TableFiles.SOURCE));
    PCollection<Person> people = matched.get(MatchPeople.PEOPLE);
    PCollection<LookalikeModel> model =
        people.apply(
            "Train",
            TrainLookalike.on(plan.features())
                .withSeed(plan.seed())
                .withMinimum(plan.minimum())
                .withReach(plan.reach()));
    return PCollectionList.of(
            people
                .apply("Score", ScorePeople.by(model))
                .apply("Take the best", TakeBest.of(plan.reach()))
                .apply(
                    "Rows",
                    MapElements.into(TypeDescriptor.of(CsvRow.class)).via(LookalikePipeline::row))
                .setCoder(CsvRowCoder.of())
                .apply(
                    "Write people",
                    WriteCsv.to(outputs.people()).withHeader(List.of(plan.id(), "score"))))
        .and(
            model
                .apply(
                    "Model text",
                    MapElements.into(TypeDescriptors.strings()).via(LookalikeJson::write))
                .apply("Write model", WriteText.to(outputs.model())))
        .and(
            PCollectionList.of(table.get(Tallies.TAG))
                .and(list.get(Tallies.TAG))
                .and(matched.get(Tallies.TAG))
                .apply("All tallies", Flatten.pCollections())
                .apply("Write tallies", WriteTallies.to(outputs.tallies())));
  }

  private static PCollection<KV<String, Match>> ids(PCollectionTuple list) {
    return list.get(ReadRecords.RECORDS)
        .apply("With id", Filter.by(line -> line.column(0) != null))
        .apply(
            "Seeds",
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptor.of(Match.class)))
                .via(line -> KV.of(line.column(0), Match.seed())))
        .setCoder(ReadPeople.CODER);
  }

  private static CsvRow row(Scored person) {
    return new CsvRow(person.place(), 0, List.of(person.id(), Double.toString(person.score())));
  }
}
