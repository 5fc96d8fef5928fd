package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.store.BatchDraft;
import dev.catchment.write.BatchPlan;
import dev.catchment.write.Publication;
import dev.catchment.write.WriteText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.Rule;
import org.junit.Test;

public class FinishOutputTest {
  private static final Finish SUMMARY =
      (staging, run) ->
          JsonFile.writeText(
              staging.path("summary"),
              JsonFile.readText(staging.path("one"))
                  + JsonFile.readText(staging.path("two"))
                  + run.time());

  @Rule public final Workspace work = new Workspace();
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void theLastStepFinishesWhatAllOthersWroteAndPublishesIt() throws IOException {
    Publication output = prepare();
    FinishOutput finish = FinishOutput.of(output, SUMMARY, Cli.NOW, "catchment test");
    PCollectionList.of(write(output, "one")).and(write(output, "two")).apply("Finish", finish);
    pipeline.run().waitUntilFinish();

    assertEquals(List.of("one", "summary", "two"), work.list("out"));
    assertEquals("12" + Cli.NOW, Files.readString(work.path("out/summary")));
  }

  @Test
  public void aSecondTryDoesNothing() {
    Publication output = prepare();
    JsonFile.writeText(output.staging("one"), "1");
    output.publish();
    FileSnapshot published = FileSnapshot.of(work.path("out"));
    PCollectionList.of(pipeline.apply(Create.of(output.staging("one"))))
        .apply("Finish", FinishOutput.of(output, SUMMARY, Cli.NOW, "catchment test"));
    pipeline.run().waitUntilFinish();
    assertEquals(published, FileSnapshot.of(work.path("out")));
  }

  @Test
  public void aBatchIsPublishedByTheLastStep() {
    Outputs outputs =
        Outputs.ofBatch(
            work.path("out").toString(),
            List.of("summary"),
            false,
            new BatchPlan(
                0, List.of(), List.of(), List.of(), List.of(), List.of("summary"), List.of()));
    Publication output = StagedOutput.prepare(outputs, note -> {});
    Finish draft =
        (staging, run) -> {
          JsonFile.writeText(staging.path("summary"), "s");
          BatchDraft.write(
              staging, BatchDraft.of(staging, "test", run.time().toString(), Map.of(), 0));
        };
    FinishOutput finish = FinishOutput.of(output, draft, Cli.NOW, "catchment test");
    PCollectionList.of(write(output, "one")).apply("Finish", finish);
    pipeline.run().waitUntilFinish();

    assertFalse(output.isStaged());
    assertTrue(output.isBeingPublished());
    assertEquals(List.of("batches", "summary"), work.list("out"));
    assertEquals(List.of(".lock", "000001.json"), work.list("out/batches"));
  }

  private Publication prepare() {
    return StagedOutput.prepare(
        new Outputs(work.path("out").toString(), List.of("one", "two", "summary"), false),
        note -> {});
  }

  private PCollection<String> write(Publication output, String name) {
    return pipeline
        .apply("Text " + name, Create.of(name.equals("one") ? "1" : "2"))
        .apply("Write " + name, WriteText.to(output.staging(name)));
  }
}
