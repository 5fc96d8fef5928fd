package dev.catchment.pipelines.doctor;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Every seeded mistake is named with the thing, the place and the fix, and leaves nothing. */
@RunWith(Parameterized.class)
public class OperatorMistakesTest {
  @Rule public final Workspace work = new Workspace();

  private final Mistake mistake;

  public OperatorMistakesTest(Mistake mistake) {
    this.mistake = mistake;
  }

  @Parameters(name = "{0}")
  public static List<Mistake> mistakes() {
    return Mistakes.all();
  }

  @Test
  public void theDoctorNamesIt() {
    mistake.prepare().accept(work);
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    List<String> words = new ArrayList<>(List.of("doctor"));
    words.addAll(mistake.command());
    Cli.Result result = work.run(words.toArray(String[]::new));
    result.says(work.filled(mistake.diagnosis()));
    assertEquals(result.out(), ExitStatus.USAGE, result.status());
    assertEquals("", result.err());
    assertFalse(result.out(), result.out().contains("Exception"));
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
  }

  @Test
  public void theJobItselfNamesIt() {
    if (mistake.jobStatus() == null) {
      return;
    }
    mistake.prepare().accept(work);
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    work.run(mistake.command().toArray(String[]::new))
        .expect(mistake.jobStatus())
        .complains(work.filled(mistake.complaint()));
    if (mistake.jobStatus() == ExitStatus.USAGE) {
      assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    }
  }
}
