package dev.catchment.pipelines.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Fork;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Jobs that are killed (SIGKILL) at random moments while they change a store: what was published
 * before can be read after each, and the next run completes the work as if nothing had happened.
 *
 * <p>One moment of each job, or as many as {@code -Dcatchment.kills=10} says.
 */
public class KilledJobsTest {
  private static final int KILLS = Integer.getInteger("catchment.kills", 1);
  private static final int MOST_ROUNDS = 5;
  private static final long SEED = 20260131;
  private static final int DAYS = 20;
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  /** A second at most, which is about as long as the steps and the publishing take. */
  private static final int LATEST_MILLIS = 1000;

  @Rule public final Workspace work = new Workspace();

  private final Random random = new Random(SEED);
  private int killed;

  /** What a job is waited for before the random time begins. */
  private enum Moment {
    BEGUN("", ".staging-"),
    STAGED("", ".staging-", "events"),
    PUBLISHING("batches", ".intent"),
    PUBLISHED("batches", "%06d.json");

    private final String folder;
    private final String name;
    private final String below;

    Moment(String folder, String name) {
      this(folder, name, null);
    }

    Moment(String folder, String name, String below) {
      this.folder = folder;
      this.name = name;
      this.below = below;
    }

    boolean hasCome(Path store, int batch) {
      String wanted = name.formatted(batch);
      try (Stream<Path> found = Files.list(store.resolve(folder))) {
        return found.anyMatch(
            path ->
                path.getFileName().toString().contains(wanted)
                    && (below == null || Files.exists(path.resolve(below))));
      } catch (IOException e) {
        return false;
      }
    }
  }

  @Before
  public void collectOneBatch() {
    work.write("in.csv", rows("a"));
    work.collect("--output=" + work.path("before")).expect(ExitStatus.DONE);
    work.write("in.csv", rows("b") + "x,never,nobody,1\n");
  }

  /** Events of every day. */
  private static String rows(String prefix) {
    StringBuilder rows = new StringBuilder(Workspace.HEADER);
    for (int row = 0; row < 40 * DAYS; row++) {
      rows.append("%s%d,%s,c%d,%d%n".formatted(prefix, row, FIRST.plusDays(row % DAYS), row, row));
    }
    return rows.toString();
  }

  private List<String> collect(Path store) {
    return List.of(
        "collect",
        "--config=" + work.path("catchment.yaml"),
        "--key=" + work.path("key.json"),
        "--output=" + store);
  }

  private static List<String> compact(Path store) {
    return List.of("compact", "--store=" + store);
  }

  private List<String> repair(Path store) {
    return List.of(
        "repair",
        "--config=" + work.path("catchment.yaml"),
        "--patch=" + work.path("patch.yaml"),
        "--store=" + store);
  }

  @Test
  public void anAppendThatIsKilledIsWholeOrNotThere() throws Exception {
    List<String> before = new StoreFolder(work.path("before")).events();
    copy("before", "undisturbed");
    run(collect(work.path("undisturbed")));
    List<String> after = new StoreFolder(work.path("undisturbed")).events();
    assertEquals(2L * before.size(), after.size());

    for (int round = 0; killed < KILLS; round++) {
      assertTrue("jobs end before they can be killed", round < MOST_ROUNDS * KILLS);
      Path path = copy("before", "append" + round);
      StoreFolder store = new StoreFolder(path);
      kill(collect(path), path, 2);
      boolean isPublished = store.snapshot().number() == 2;
      assertEquals(isPublished ? after : before, store.events());

      run(collect(path));
      store.isInOrder();
      assertEquals(after, store.events());
      if (!isPublished) {
        assertSame("undisturbed", store);
      }
    }
  }

  @Test
  public void aMergeThatIsKilledLosesAndDoublesNothing() throws Exception {
    copy("before", "small");
    run(collect(work.path("small")));
    List<String> events = new StoreFolder(work.path("small")).events();
    copy("small", "undisturbed");
    run(compact(work.path("undisturbed")));

    for (int round = 0; killed < KILLS; round++) {
      assertTrue("jobs end before they can be killed", round < MOST_ROUNDS * KILLS);
      Path path = copy("small", "merge" + round);
      StoreFolder store = new StoreFolder(path);
      kill(compact(path), path, 3);
      assertEquals(events, store.events());

      run(compact(path));
      store.isInOrder();
      assertEquals(events, store.events());
      assertSame("undisturbed", store);
    }
  }

  @Test
  public void aRepairThatIsKilledFeedsInEveryRecordOnce() throws Exception {
    copy("before", "rejected");
    run(collect(work.path("rejected")));
    work.write(
        "patch.yaml",
        "version: 1\npatches: [{source: orders, replace: {time: {never: 2026-01-31}}}]\n");
    copy("rejected", "undisturbed");
    run(repair(work.path("undisturbed")));
    List<String> before = new StoreFolder(work.path("rejected")).events();
    List<String> after = new StoreFolder(work.path("undisturbed")).events();
    assertEquals(before.size() + 1, after.size());

    for (int round = 0; killed < KILLS; round++) {
      assertTrue("jobs end before they can be killed", round < MOST_ROUNDS * KILLS);
      Path path = copy("rejected", "repair" + round);
      StoreFolder store = new StoreFolder(path);
      kill(repair(path), path, 3);
      assertEquals(store.snapshot().number() == 3 ? after : before, store.events());

      run(repair(path));
      store.isInOrder();
      assertEquals(after, store.events());
      assertEquals(3, store.snapshot().number());
    }
  }

  @Test
  public void aSecondRunIsRefusedWhileTheFirstLives() throws Exception {
    Path path = copy("before", "shared");
    Process first = Fork.of(collect(path).toArray(String[]::new)).start();
    try {
      waitFor(Moment.STAGED, path, 2, first);
      signal(first, "STOP");
      Cli.run(collect(path).toArray(String[]::new))
          .expect(ExitStatus.USAGE)
          .complains("another run is writing to the store " + path);
      Cli.run(compact(path).toArray(String[]::new))
          .expect(ExitStatus.USAGE)
          .complains("another run is writing to the store " + path);
      signal(first, "CONT");
      assertEquals(0, first.waitFor());
    } finally {
      first.destroyForcibly().waitFor();
    }
    StoreFolder store = new StoreFolder(path);
    assertEquals(2, store.snapshot().number());
    store.isInOrder();
  }

  @Test
  public void anAppendThatIsToldToEndLeavesTheStoreInOrder() throws Exception {
    Path path = copy("before", "told");
    StoreFolder store = new StoreFolder(path);
    List<String> before = store.events();
    Process job = Fork.of(collect(path).toArray(String[]::new)).start();
    try {
      waitFor(Moment.STAGED, path, 2, job);
      signal(job, "TERM");
      int status = job.waitFor();
      assertTrue("exit status " + status, status == 143 || status == 0);
    } finally {
      job.destroyForcibly().waitFor();
    }
    store.isInOrder();
    assertEquals(before.size() * (long) store.snapshot().number(), store.events().size());
  }

  private static void signal(Process job, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(job.pid())).start().waitFor();
  }

  private void assertSame(String expected, StoreFolder store) {
    SortedMap<String, List<Byte>> contents = new StoreFolder(work.path(expected)).contents();
    assertEquals(contents.keySet(), store.contents().keySet());
    assertEquals(contents, store.contents());
  }

  private Path copy(String from, String to) throws IOException {
    Path source = work.path(from);
    Path target = work.path(to);
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.toList()) {
        Files.copy(path, target.resolve(source.relativize(path).toString()));
      }
    }
    return target;
  }

  private static void run(List<String> command) {
    Cli.run(command.toArray(String[]::new)).expect(ExitStatus.DONE);
  }

  private static void waitFor(Moment moment, Path store, int batch, Process job) {
    while (job.isAlive() && !moment.hasCome(store, batch)) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  /** Runs a job in a process of its own and kills it at a random moment after a random event. */
  private void kill(List<String> command, Path store, int batch) throws Exception {
    Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
    long nanos =
        TimeUnit.MILLISECONDS.toNanos(
            random.nextInt(moment.below == null ? LATEST_MILLIS / 50 : LATEST_MILLIS));
    Process job = Fork.of(new ArrayList<>(command).toArray(String[]::new)).start();
    try {
      waitFor(moment, store, batch, job);
      long end = System.nanoTime() + nanos;
      while (job.isAlive() && System.nanoTime() < end) {
        LockSupport.parkNanos(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
      }
      if (job.isAlive()) {
        killed++;
      }
    } finally {
      job.destroyForcibly().waitFor();
    }
  }
}
