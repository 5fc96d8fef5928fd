package dev.catchment.benchmarks;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one would write by hand on two threads instead of collect and profile: reads the orders,
 * replaces the customer by a keyed hash, checks and drops duplicates, writes the rest by day as
 * compressed CSV, and a table of each customer's orders, revenue and last day. All in memory, in
 * one pass. Arguments: the folder of the orders, a folder to write to.
 */
public final class PlainOrders {
  private static final int THREADS = 2;
  private static final int DAY = "2026-01-01".length();

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private PlainOrders() {}

  /** Does the work and prints how many orders were accepted. */
  public static void main(String[] args) throws Exception {
    Path output = Files.createDirectories(Path.of(args[1]));
    PlainOrders orders = new PlainOrders();
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(args[0]))) {
      files = listed.sorted().toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<String, Customer>>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        parts.add(threads.submit(() -> orders.read(files, number, output)));
      }
      write(output, merged(parts));
    } finally {
      threads.shutdown();
    }
    System.out.println(orders.seen.size());
  }

  private Map<String, Customer> read(List<Path> files, int number, Path output)
      throws IOException, GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    Map<String, String> pseudonyms = new HashMap<>();
    Map<String, Customer> customers = new HashMap<>();
    Map<String, BufferedWriter> days = new HashMap<>();
    for (int file = number; file < files.size(); file += THREADS) {
      try (BufferedReader lines = Files.newBufferedReader(files.get(file))) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] cells = line.split(",", -1);
          long time = Instant.parse(cells[1]).toEpochMilli();
          double amount = Double.parseDouble(cells[4]);
          if (amount < 0 || !seen.add(cells[0])) {
            continue;
          }
          String customer = pseudonyms.computeIfAbsent(cells[2], name -> pseudonym(mac, name));
          customers.computeIfAbsent(customer, unused -> new Customer()).add(time, amount);
          days.computeIfAbsent(cells[1].substring(0, DAY), day -> open(output, day + "-" + number))
              .write(cells[0] + "," + time + "," + customer + "," + cells[3] + "," + amount + "\n");
        }
      }
    }
    for (BufferedWriter day : days.values()) {
      day.close();
    }
    return customers;
  }

  private static String pseudonym(Mac mac, String name) {
    return Base64.getUrlEncoder()
        .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static BufferedWriter open(Path output, String name) {
    try {
      return new BufferedWriter(
          new OutputStreamWriter(
              new ZstdOutputStream(Files.newOutputStream(output.resolve(name + ".csv.zst"))),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Customer> merged(List<Future<Map<String, Customer>>> parts)
      throws InterruptedException, ExecutionException {
    Map<String, Customer> all = new TreeMap<>();
    for (Future<Map<String, Customer>> part : parts) {
      part.get().forEach((name, customer) -> all.merge(name, customer, Customer::plus));
    }
    return all;
  }

  private static void write(Path output, Map<String, Customer> customers) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(output.resolve("customers.csv"))) {
      for (Map.Entry<String, Customer> customer : customers.entrySet()) {
        out.write(customer.getKey() + "," + customer.getValue() + "\n");
      }
    }
  }

  private static final class Customer {
    private long orders;
    private double revenue;
    private long last;

    void add(long time, double amount) {
      orders++;
      revenue += amount;
      last = Math.max(last, time);
    }

    Customer plus(Customer other) {
      orders += other.orders;
      revenue += other.revenue;
      last = Math.max(last, other.last);
      return this;
    }

    @Override
    public String toString() {
      return orders + "," + revenue + "," + last;
    }
  }
}
