package dev.catchment.runners;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.rules.ExternalResource;

/** The processes of a test, with a log each; all are killed at its end, however it ends. */
public final class Processes extends ExternalResource {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(50);

  private final ConcurrentLinkedDeque<Process> started = new ConcurrentLinkedDeque<>();
  private final Thread killAll = new Thread(this::killAll, "kill-processes");
  private final Path logs;
  private final Map<String, String> environment;

  /** Processes with more environment variables than this one has, and a folder for their logs. */
  public Processes(Path logs, Map<String, String> environment) {
    this.logs = logs;
    this.environment = Map.copyOf(environment);
  }

  @Override
  protected void before() throws IOException {
    Files.createDirectories(logs);
    Runtime.getRuntime().addShutdownHook(killAll);
  }

  @Override
  protected void after() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(killAll);
  }

  /** Starts a Java process. */
  public Process start(String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.timezone=UTC");
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(logs.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      started.push(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a Java process to its good end. */
  public void run(String name, List<String> arguments) {
    expectDone(name, start(name, arguments));
  }

  /** Waits for the good end of a process. */
  public void expectDone(String name, Process process) {
    assertEquals("exit status of " + log(name), 0, exitStatus(process));
  }

  /** Waits for the end of a process; -1 when it does not end. */
  public static int exitStatus(Process process) {
    try {
      return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a process has said so far. */
  public String said(String name) {
    try {
      return Files.readString(log(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something is so. */
  public static void await(String what, BooleanSupplier isSo) {
    await(() -> what, isSo);
  }

  /** Waits until something is so; what is said when it is not is made then. */
  public static void await(Supplier<String> what, BooleanSupplier isSo) {
    Instant end = Instant.now().plus(LIMIT);
    while (!isSo.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited in vain for " + what.get());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Kills a process and those that it started, with SIGKILL. */
  public static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** A port of the loopback interface that nobody listens to. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killAll() {
    started.forEach(Processes::kill);
  }

  private Path log(String name) {
    return logs.resolve(name + ".log");
  }
}
