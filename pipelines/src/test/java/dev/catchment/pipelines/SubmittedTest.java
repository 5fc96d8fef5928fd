package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** A process that belongs to a runner goes on after the job. */
public class SubmittedTest {
  @Rule public final Workspace work = new Workspace();

  @After
  public void forgetTheJob() {
    System.clearProperty(Submitted.JOB);
  }

  @Test
  public void returnsWhenTheJobIsDone() {
    Submitted.main(
        new String[] {"generate", "--people=1", "--days=1", "--output=" + work.path("world")});
    assertTrue(work.path("world/truth").toFile().exists());
  }

  @Test
  public void takesTheJobFromTheSystemPropertyWhereOnlyOptionsCanBeGiven() {
    System.setProperty(Submitted.JOB, "generate");
    Submitted.main(new String[] {"--people=1", "--days=1", "--output=" + work.path("world")});
    assertTrue(work.path("world/truth").toFile().exists());
  }

  @Test
  public void throwsWhenTheJobIsNotDone() {
    Exception failure =
        assertThrows(
            JobFailedException.class,
            () -> Submitted.main(new String[] {"generate", "--people=0"}));
    assertEquals(
        "generate ended with exit status 2; the lines above say why", failure.getMessage());
  }
}
