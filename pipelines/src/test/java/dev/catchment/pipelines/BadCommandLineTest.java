package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What the command line answers when it is misunderstood, and when it is asked for help. */
public class BadCommandLineTest {
  private static final List<String> JOBS =
      List.of("generate", "collect", "profile", "cluster", "audience", "demo");

  @Rule public final Workspace work = new Workspace();

  @Test
  public void withoutAJobTheJobsAreListed() {
    for (String[] words : List.of(new String[0], new String[] {"help"}, new String[] {"--help"})) {
      Cli.run(words).expect(ExitStatus.DONE).says(JOBS.toArray(String[]::new));
    }
  }

  @Test
  public void helpExplainsEveryOptionOfEveryJob() {
    for (String job : JOBS) {
      String page = Cli.run("help", job).expect(ExitStatus.DONE).says("catchment " + job).out();
      List<String> lines = page.lines().toList();
      for (int index = 0; index < lines.size(); index++) {
        if (lines.get(index).startsWith("  --")) {
          assertTrue(job + lines.get(index), lines.get(index + 1).matches("      [A-Z].*"));
        }
      }
      assertEquals(page, Cli.run(job, "--help").expect(ExitStatus.DONE).out());
      assertEquals(page, Cli.run("--help", job).expect(ExitStatus.DONE).out());
      assertEquals(page, Cli.run(job, "--output=x", "--help").expect(ExitStatus.DONE).out());
    }
    Cli.run("help", "collect").says("--maxRejected=X (default 0.5)", "--config=TEXT (required)");
  }

  @Test
  public void anUnknownJobIsAnsweredWithTheNearest() {
    Cli.run("colect", "--x=y")
        .expect(ExitStatus.USAGE)
        .complains("there is no job colect; did you mean collect?", "The jobs are", "profile");
    Cli.run("help", "demmo").expect(ExitStatus.USAGE).complains("did you mean demo?");
    Cli.run("xyzzyxyzzy").expect(ExitStatus.USAGE).complains("there is no job xyzzyxyzzy. The");
  }

  @Test
  public void anUnknownOptionIsAnsweredWithTheNearest() {
    work.refused("--maxRejcted=1")
        .complains("no option --maxRejcted", "did you mean --maxRejected?");
    work.refused("--runer=DirectRunner").complains("no option --runer", "did you mean --runner?");
    work.refused("--xyzzyxyzzyxyzzy=1")
        .complains("no option --xyzzyxyzzyxyzzy of collect; catchment help collect lists them");
  }

  @Test
  public void aWordThatIsNoOptionIsNamed() {
    for (String word : List.of("store", "-o", "--", "-")) {
      work.refused(word).complains(word + " is not an option; options are written --name=value");
    }
  }

  @Test
  public void anOptionWithoutValueIsNamed() {
    work.refused("--input").complains("--input needs a value: --input=TEXT");
    work.refused("--input=").complains("--input= has no value", "--input=TEXT");
    work.refused("--output=").complains("--output= has no value");
  }

  @Test
  public void aMissingOptionIsNamedWithWhatItIs() {
    Cli.run("collect", "--output=" + work.path("store"))
        .expect(ExitStatus.USAGE)
        .complains("collect needs --config=TEXT: The configuration file");
    Cli.run("generate").expect(ExitStatus.USAGE).complains("generate needs --output=TEXT");
  }

  @Test
  public void aTextWhereANumberIsWantedIsNamed() {
    work.refused("--maxRejected=half").complains("--maxRejected=half is not right: a number is");
    for (String number : List.of("x", "1.5", "99999999999", "1e3")) {
      Cli.run("generate", "--people=" + number, "--output=" + work.path("world"))
          .expect(ExitStatus.USAGE)
          .complains("--people=" + number + " is not right: a whole number is wanted");
    }
    work.refused("--overwrite=maybe").complains("--overwrite=maybe is not right: true or false");
    work.refused("--targetParallelism=many")
        .complains("--targetParallelism=many is not right: a whole number is wanted");
    assertFalse(work.path("world").toFile().exists());
  }

  @Test
  public void anOptionThatIsGivenTwiceIsNamed() {
    work.refused("--key=a", "--key=b").complains("--key is given twice; give it once");
  }

  @Test
  public void anUnknownRunnerIsNamedWithTheKnownOnes() {
    work.refused("--runner=sprak").complains("sprak", "DirectRunner");
  }

  @Test
  public void numbersOutOfTheirRangeAreRefused() {
    work.refused("--maxRejected=1.5").complains("--maxRejected=1.5 is not a share from 0 to 1");
    work.refused("--maxRejected=-0.1").complains("--maxRejected=-0.1 is not a share");
    Cli.run("generate", "--people=0", "--output=" + work.path("world"))
        .expect(ExitStatus.USAGE)
        .complains("people is 0, valid is 1 to 20000000");
    Cli.run("generate", "--start=soon", "--output=" + work.path("world"))
        .expect(ExitStatus.USAGE)
        .complains("--start=soon is not a date such as 2026-01-01");
    assertFalse(work.path("world").toFile().exists());
  }
}
