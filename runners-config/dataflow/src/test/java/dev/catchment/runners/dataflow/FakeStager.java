package dev.catchment.runners.dataflow;

import com.google.api.services.dataflow.model.DataflowPackage;
import java.util.List;
import org.apache.beam.runners.dataflow.util.PackageUtil;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.PipelineOptions;

/** Uploads nothing. */
public final class FakeStager implements Stager {
  /** As Dataflow's options want it. */
  public static FakeStager fromOptions(PipelineOptions unused) {
    return new FakeStager();
  }

  @Override
  public List<DataflowPackage> stageFiles(List<PackageUtil.StagedFile> unused) {
    return List.of(stageToFile(new byte[0], "catchment.jar"));
  }

  @Override
  public DataflowPackage stageToFile(byte[] unused, String name) {
    return new DataflowPackage().setName(name).setLocation("gs://bucket/" + name);
  }
}
