package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.rules.ExternalResource;

/**
 * A PostgreSQL server on a free port of this machine, which stops with the tests. It refuses to run
 * as root, so root starts it as nobody.
 */
public final class PostgresServer extends ExternalResource {
  public static final String USER = "catchment";
  public static final String PASSWORD = "a secret of the test";

  private static final String NOBODY = "65534";
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private Path folder;
  private Process server;
  private int port;

  /** The address of the server's database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Runs statements. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  protected void before() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("postgres");
    Path archive = folder.resolve("postgres.txz");
    try (InputStream packed =
        PostgresServer.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
      Files.copy(packed, archive);
    }
    run("tar", "-xJf", archive.toString(), "-C", folder.toString());
    Path password = Files.write(folder.resolve("password"), PASSWORD.getBytes(UTF_8));
    if (isRoot()) {
      run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
    }
    run(
        asUser(
            bin("initdb"),
            "-D",
            data(),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + password,
            "--no-sync",
            "--locale=C",
            "-E",
            "UTF8"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        new ProcessBuilder(
                asUser(
                    bin("postgres"),
                    "-D",
                    data(),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port),
                    "-k",
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    awaitStart();
  }

  private void awaitStart() throws IOException, InterruptedException {
    while (server.isAlive()) {
      try {
        execute("SELECT 1");
        return;
      } catch (SQLException notYet) {
        Thread.sleep(50);
      }
    }
    throw new IOException("PostgreSQL did not start: " + Files.readString(folder.resolve("log")));
  }

  @Override
  protected void after() {
    try {
      run(asUser(bin("pg_ctl"), "stop", "-D", data(), "-m", "fast", "-w"));
      server.waitFor();
      run("rm", "-rf", folder.toString());
    } catch (IOException | InterruptedException e) {
      server.destroyForcibly();
      throw new IllegalStateException(e);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private String bin(String program) {
    return folder.resolve("bin").resolve(program).toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static String[] asUser(String... command) {
    List<String> whole = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
    whole.addAll(Arrays.asList(command));
    return whole.toArray(String[]::new);
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command[0] + " failed: " + said);
    }
  }
}
