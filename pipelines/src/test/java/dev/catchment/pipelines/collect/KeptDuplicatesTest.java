package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import org.junit.Rule;
import org.junit.Test;

/** Sources whose duplicates are wanted. */
public class KeptDuplicatesTest {
  private static final String TWICE =
      "1,2026-01-01,ann,5\n1,2026-01-01,ann,5\n1,2026-01-02,ann,5\n";

  @Rule public final Workspace work = new Workspace();

  @Test
  public void areAcceptedAndOthersAreNot() {
    work.write("in.csv", Workspace.HEADER + TWICE);
    work.collect().expect(ExitStatus.DONE).says("3 read = 1 accepted + 0 rejected + 2 duplicate");
    work.write(
        "catchment.yaml",
        Workspace.CONFIG.replaceFirst("( +)format: csv\n", "$1format: csv\n$1duplicates: keep\n"));
    work.collect("--overwrite")
        .expect(ExitStatus.DONE)
        .says("3 read = 3 accepted + 0 rejected + 0 duplicate");
  }

  @Test
  public void anotherWordIsRefused() {
    work.write("in.csv", Workspace.HEADER + TWICE);
    work.write(
        "catchment.yaml",
        Workspace.CONFIG.replaceFirst("( +)format: csv\n", "$1format: csv\n$1duplicates: kept\n"));
    work.collect().expect(ExitStatus.USAGE).complains("duplicates");
  }
}
