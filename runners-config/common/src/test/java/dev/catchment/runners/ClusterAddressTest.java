package dev.catchment.runners;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What is said of the address of a cluster. */
public class ClusterAddressTest {
  @Test
  public void aClusterThatAnswersIsRight() throws IOException {
    try (ServerSocket cluster = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(Optional.empty(), complaint("127.0.0.1:" + cluster.getLocalPort()));
    }
  }

  @Test
  public void aClusterThatDoesNotAnswerIsNamedWithTheFix() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    String complaint = complaint("127.0.0.1:" + port).orElseThrow();
    assertTrue(complaint, complaint.contains("nothing answers at 127.0.0.1:" + port));
    assertTrue(complaint, complaint.contains("start the cluster"));
  }

  @Test
  public void whatIsNoAddressIsNamedWithOneThatIs() {
    for (String address : List.of("host", "host:", ":80", "host:0", "host:70000", "a b:1")) {
      assertEquals(
          "--flinkMaster=" + address + " is no address of a cluster; write --flinkMaster=host:8081",
          complaint(address).orElseThrow());
    }
  }

  private static Optional<String> complaint(String address) {
    return ClusterAddress.complaint("--flinkMaster=" + address, address, "--flinkMaster=host:8081");
  }
}
