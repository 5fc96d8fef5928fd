package dev.catchment.runners.dataflow;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Catchment;
import java.util.Set;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.junit.Test;

/** What the launcher of a flex template adds to the parameters is taken by the command line. */
public class FlexLauncherTest {
  @Test
  public void theEnvironmentOfALaunchBecomesOptions() {
    DataflowPipelineOptions options =
        Catchment.options(
                "collect",
                "--config=gs://bucket/catchment.yaml",
                "--output=gs://bucket/store",
                "--key=gs://secret/pseudonym-key.json",
                "--maxRejected=0.1",
                "--runner=DataflowRunner",
                "--project=project",
                "--region=europe-west1",
                "--jobName=collect-tonight",
                "--templateLocation=gs://bucket/staging/template_launches/1/job_object",
                "--stagingLocation=gs://bucket/staging",
                "--tempLocation=gs://bucket/temp",
                "--gcpTempLocation=gs://bucket/temp",
                "--serviceAccount=worker@project.iam.gserviceaccount.com",
                "--labels={\"goog-dataflow-provided-template-type\":\"flex\",\"catchment-job\":\"collect\"}",
                "--experiments=use_runner_v2,enable_prime",
                "--numWorkers=1",
                "--maxNumWorkers=3",
                "--workerMachineType=n2-standard-2",
                "--workerRegion=europe-west1",
                "--network=default",
                "--subnetwork=regions/europe-west1/subnetworks/default",
                "--usePublicIps=false",
                "--diskSizeGb=50",
                "--autoscalingAlgorithm=THROUGHPUT_BASED",
                "--enableStreamingEngine=false",
                "--update=false")
            .as(DataflowPipelineOptions.class);

    assertEquals(DataflowRunner.class, options.getRunner());
    assertEquals("europe-west1", options.getRegion());
    assertEquals(
        "gs://bucket/staging/template_launches/1/job_object", options.getTemplateLocation());
    assertEquals(
        Set.of("goog-dataflow-provided-template-type", "catchment-job"),
        options.getLabels().keySet());
    assertEquals(3, options.getMaxNumWorkers());
    assertTrue(options.getExperiments().contains("enable_prime"));
  }
}
