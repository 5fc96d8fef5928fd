package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.ExitStatus;
import java.util.ArrayList;
import java.util.List;

/** The seeded mistakes of those who look for people like their seeds. */
final class LookalikeMistakes {
  private static final String TABLE = "name,x\nc1,1\nc2,2\nc3,9\n";
  private static final String SEEDS = "c1\nc2\nd3\nd4\nd5\nd6\nd7\nd8\nd9\nd10\n";

  private LookalikeMistakes() {}

  static List<Mistake> all() {
    return List.of(
        seeking("seeds by another id", "custmer,x\nc1,1\n")
            .isDiagnosed(
                "--seedAudience: {w}/seeds.csv has no column name", "Its columns are custmer, x")
            .isRefused("{w}/seeds.csv has no column name"),
        seeking("too few seeds", "c1\nc2\nc1\n")
            .isDiagnosed("{w}/seeds.csv names 2 different ids, fewer than --minimum=10")
            .isRefused("{w}/seeds.csv names 2 different ids, fewer than --minimum=10"),
        seeking("a line of the seeds that is wrong", "c1\nc2,5\n")
            .isDiagnosed("{w}/seeds.csv:2: expected 1 fields, found 2", "remove the line")
            .isRefused("{w}/seeds.csv:2: expected 1 fields, found 2"),
        seeking("seeds of other people", SEEDS)
            .isDiagnosed("2 of the seeds are in the table", "those of its column name")
            .endsJob(ExitStatus.FAILED, "2 of the seeds are in the table"),
        seeking("reach below the minimum", SEEDS, "--reach=5")
            .isDiagnosed("--reach=5 is fewer people than --minimum=10", "raise --reach")
            .isRefused("--reach=5 is fewer people than --minimum=10"),
        seeking("condition on an unknown column of people", SEEDS, "--where=y > 1.0")
            .isDiagnosed("--where", "no field y")
            .isRefused("no field y"));
  }

  private static Mistake seeking(String name, String seeds, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "lookalike",
                "--profiles={w}/table.csv",
                "--seedAudience={w}/seeds.csv",
                "--id=name",
                "--minimum=10",
                "--output={w}/lookalike"));
    command.addAll(List.of(more));
    return Mistake.of(name, command.toArray(String[]::new))
        .after(
            work -> {
              work.write("table.csv", TABLE);
              work.write("seeds.csv", seeds);
            });
  }
}
