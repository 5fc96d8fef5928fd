package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.UsageException;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.flink.contrib.streaming.state.RocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.filesystem.FsStateBackend;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
@SuppressWarnings("deprecation") // The backends are those that Beam makes.
public class LiveDefaultsTest {
  private final FlinkPipelineOptions options =
      PipelineOptionsFactory.as(FlinkPipelineOptions.class);

  @Test
  public void aLiveJobHasCheckpointsThatBundlesDoNotOutlast() {
    options.setStreaming(true);
    new FlinkSupport().apply(options, Set.of());
    assertEquals("EXACTLY_ONCE", options.getCheckpointingMode());
    assertTrue(options.getCheckpointingInterval() > options.getMaxBundleTimeMills());
    assertEquals(1, options.getNumConcurrentCheckpoints());
    assertTrue(options.getFinishBundleBeforeCheckpointing());
    assertTrue(options.getRetainExternalizedCheckpointsOnCancellation());
    assertTrue(options.getStateBackendStoragePath().startsWith("file:"));
    assertEquals(20, (int) options.getNumberOfExecutionRetries());
  }

  @Test
  public void stepsHaveBuffersForMoreCheckpointsThanCanFail() {
    options.setStreaming(true);
    new FlinkSupport().apply(options, Set.of());
    StateBackend backend = new LiveBackend().createStateBackend(options);
    assertTrue(((RocksDBStateBackend) backend).isIncrementalCheckpointsEnabled());
    assertTrue(
        options.getCheckpointTimeoutMillis() / options.getCheckpointingInterval() + 1
            < options.getNumConcurrentCheckpoints());
  }

  @Test
  public void theStateBackendIsTheOneThatIsNamedOrElseTheClusters() {
    options.setStreaming(true);
    options.setFlinkMaster("127.0.0.1:1");
    new FlinkSupport().apply(options, Set.of());
    assertNull(new LiveBackend().createStateBackend(options));
    options.setStateBackend("filesystem");
    options.setStateBackendStoragePath("file:///checkpoints");
    new FlinkSupport().apply(options, Set.of());
    assertTrue(new LiveBackend().createStateBackend(options) instanceof FsStateBackend);
    options.setStateBackend("rocks");
    new FlinkSupport().apply(options, Set.of());
    assertEquals(
        "--stateBackend=rocks is unknown; write rocksdb or filesystem",
        assertThrows(UsageException.class, () -> new LiveBackend().createStateBackend(options))
            .getMessage());
  }

  @Test
  public void whatTheCommandLineSaysStays() {
    options.setStreaming(true);
    options.setCheckpointingInterval(7000L);
    options.setStateBackendStoragePath("file:///checkpoints");
    new FlinkSupport().apply(options, Set.of("checkpointingInterval", "stateBackendStoragePath"));
    assertEquals(7000, (long) options.getCheckpointingInterval());
    assertEquals("file:///checkpoints", options.getStateBackendStoragePath());
  }

  @Test
  public void whatIsSaidOfCheckpointsAtTheEndIsSo() {
    options.setStreaming(true);
    new FlinkSupport().apply(options, Set.of());
    assertTrue(LiveDefaults.onlyInThisProcess(options).contains("its state is gone"));
    options.setStateBackendStoragePath("file:///kept");
    assertTrue(LiveDefaults.onlyInThisProcess(options).contains("are in file:///kept, and"));
  }

  @Test
  public void aBatchHasNone() {
    new FlinkSupport().apply(options, Set.of());
    assertEquals(-1, (long) options.getCheckpointingInterval());
  }

  @Test
  public void onlyALiveJobOnAClusterCanBeLeftAlone() {
    options.setFlinkMaster("127.0.0.1:1");
    options.setAttachedMode(false);
    assertFalse(new FlinkSupport().isDetached(options));
    options.setStreaming(true);
    assertTrue(new FlinkSupport().isDetached(options));
    options.setFlinkMaster("[local]");
    assertFalse(new FlinkSupport().isDetached(options));
  }
}
