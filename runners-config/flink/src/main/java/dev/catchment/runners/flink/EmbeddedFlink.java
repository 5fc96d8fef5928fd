package dev.catchment.runners.flink;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/**
 * Settings of an embedded Flink that runs a live job: its REST interface on a free port of the
 * loopback interface, for reading metrics and for cancelling. Flink takes such settings from a
 * folder alone.
 */
final class EmbeddedFlink {
  private static final String PREFIX = "catchment-flink-";

  private EmbeddedFlink() {}

  /** Whether these settings are those of an embedded Flink with these options. */
  static boolean isReachable(FlinkPipelineOptions options) {
    String folder = options.getFlinkConfDir();
    return folder != null && Path.of(folder).getFileName().toString().startsWith(PREFIX);
  }

  /** A folder with the settings, which goes when the process ends. */
  static String folder() {
    try {
      Path folder = Files.createTempDirectory(PREFIX);
      folder.toFile().deleteOnExit();
      File file = folder.resolve("config.yaml").toFile();
      file.deleteOnExit();
      Files.writeString(file.toPath(), settings(freePort()));
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the settings of the embedded Flink", e);
    }
  }

  private static String settings(int port) {
    return """
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %1$d
        rest.bind-port: '%1$d'
        web.submit.enable: false
        web.cancel.enable: false
        metrics.fetcher.update-interval: 1000
        """
        .formatted(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
