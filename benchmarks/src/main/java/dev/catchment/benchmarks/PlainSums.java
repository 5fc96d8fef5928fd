package dev.catchment.benchmarks;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one would write by hand on two threads instead of {@code profile --output}: each thread
 * reads half of the file of events (user, time, event, amount), checks time and amount, and sums up
 * each user; the sums are written in the order of the users. Arguments: the file, the file to
 * write.
 */
public final class PlainSums {
  private static final int THREADS = 2;

  private PlainSums() {}

  /** Does the work and prints the number of users. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    long half = Files.size(file) / THREADS;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<String, Sum>>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long begin = half * thread;
        long end = thread == THREADS - 1 ? Long.MAX_VALUE : begin + half;
        parts.add(threads.submit(() -> read(file, begin, end)));
      }
      Map<String, Sum> all = new TreeMap<>();
      for (Future<Map<String, Sum>> part : parts) {
        part.get().forEach((user, sum) -> all.merge(user, sum, Sum::plus));
      }
      write(all, Path.of(args[1]));
      System.out.println(all.size());
    } finally {
      threads.shutdown();
    }
  }

  /** The sums of the lines that begin in a part of the file, without the first line of the file. */
  private static Map<String, Sum> read(Path path, long begin, long end) throws IOException {
    Map<String, Sum> sums = new HashMap<>();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.max(0, begin - 1));
      Lines lines = new Lines(Channels.newInputStream(file.getChannel()), Math.max(0, begin - 1));
      lines.next();
      while (lines.position() < end) {
        String line = lines.next();
        if (line == null) {
          break;
        }
        int user = line.indexOf(',');
        int time = line.indexOf(',', user + 1);
        int event = line.indexOf(',', time + 1);
        Instant.parse(line.substring(user + 1, time));
        double amount = Double.parseDouble(line.substring(event + 1));
        if (amount >= 0) {
          sums.computeIfAbsent(line.substring(0, user), unused -> new Sum()).add(amount);
        }
      }
    }
    return sums;
  }

  private static void write(Map<String, Sum> sums, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("user,events,amount\n");
      for (Map.Entry<String, Sum> each : sums.entrySet()) {
        Sum sum = each.getValue();
        out.write(each.getKey() + "," + sum.events + "," + sum.amount + "\n");
      }
    }
  }

  /** Lines of ASCII, with the place of the next one in the file. */
  private static final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private int from;
    private int to;

    Lines(InputStream in, long position) {
      this.in = in;
      this.position = position;
    }

    long position() {
      return position;
    }

    /** The next line, or null at the end. */
    String next() throws IOException {
      line.reset();
      while (true) {
        int end = from;
        while (end < to && buffer[end] != '\n') {
          end++;
        }
        line.write(buffer, from, end - from);
        position += end - from;
        from = end;
        if (end < to) {
          from++;
          position++;
          return line.toString(StandardCharsets.ISO_8859_1);
        }
        to = in.read(buffer);
        from = 0;
        if (to < 0) {
          to = 0;
          return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
        }
      }
    }
  }

  private static final class Sum {
    private long events;
    private double amount;

    void add(double more) {
      events++;
      amount += more;
    }

    Sum plus(Sum other) {
      events += other.events;
      amount += other.amount;
      return this;
    }
  }
}
