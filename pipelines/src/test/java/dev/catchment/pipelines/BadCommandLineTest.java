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
      List.of(
          "generate", "collect", "profile", "cluster", "audience", "lookalike", "demo", "launch");

  @Rule public final Workspace work = new Workspace();

  @Test
  public void withoutAJobTheJobsAreListed() {
    for (String[] words :
        List.of(
            new String[0],
            new String[] {"help"},
            new String[] {"--help"},
            new String[] {"help", "--runner=direct"})) {
      Cli.run(words).expect(ExitStatus.DONE).says(JOBS.toArray(String[]::new));
    }
  }

  @Test
  public void namesOfOptionsMayHaveDashes() {
    work.collect("--max-rejected=0.25").expect(ExitStatus.DONE);
    work.run("cluster", "--input={w}/in.csv", "--output={w}/c", "--one-hott=a-b")
        .expect(ExitStatus.USAGE)
        .complains("no option --oneHott", "did you mean --oneHot?");
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
    Cli.run("help", "collect")
        .says(
            "--maxRejected=X (default 0.5)", "--config=TEXT (required)", "Such as --output=store");
    Cli.run("help", "profile").says("--format=parquet|csv (default parquet)");
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
    work.refused("--maxRejected=half")
        .complains(
            "--maxRejected=half is not right: a number from 0 to 1 is wanted, such as 0.01.");
    for (String number : List.of("x", "1.5", "99999999999", "1e3", "0", "20000001")) {
      Cli.run("generate", "--people=" + number, "--output=" + work.path("world"))
          .expect(ExitStatus.USAGE)
          .complains(
              "--people=" + number + " is not right: a whole number from 1 to 20000000 is wanted");
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
    for (String share : List.of("1.5", "-0.1", "NaN")) {
      work.refused("--maxRejected=" + share)
          .complains("--maxRejected=" + share + " is not right: a number from 0 to 1 is wanted");
    }
    Cli.run("generate", "--days=-1", "--output=" + work.path("world"))
        .expect(ExitStatus.USAGE)
        .complains("--days=-1 is not right: a whole number from 1 to 3650 is wanted, such as 30.");
    Cli.run("cluster", "--input=x", "--output=y", "--components=-1")
        .expect(ExitStatus.USAGE)
        .complains("--components=-1 is not right: a whole number of at least 0 is wanted");
    assertFalse(work.path("world").toFile().exists());
  }

  @Test
  public void aValueOfTheWrongFormIsRefused() {
    Cli.run("generate", "--start=soon", "--output=" + work.path("world"))
        .expect(ExitStatus.USAGE)
        .complains("--start=soon is not right: a date is wanted, such as 2026-01-01.");
    Cli.run("generate", "--start=2026-02-30", "--output=" + work.path("world"))
        .expect(ExitStatus.USAGE)
        .complains("--start=2026-02-30 is not a date such as 2026-01-01");
    Cli.run("profile", "--config=x", "--store=y", "--format=xml")
        .expect(ExitStatus.USAGE)
        .complains("--format=xml is not right: parquet or csv is wanted, such as csv.");
    Cli.run("cluster", "--input=x", "--output=y", "--features=a,,b")
        .expect(ExitStatus.USAGE)
        .complains("--features=a,,b is not right: names of columns with commas between them");
    assertFalse(work.path("world").toFile().exists());
  }

  @Test
  public void anOptionOfAnotherJobIsTracedToIt() {
    work.refused("--standardize=true")
        .complains(
            "no option --standardize of collect (it is one of cluster); catchment help collect");
  }
}
