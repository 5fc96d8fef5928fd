package dev.catchment.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes CSV files of orders, about 65 bytes each, over 30 days and from a tenth as many customers;
 * one in a hundred stands twice, one in a hundred has a negative amount. Arguments: a folder, the
 * number of orders.
 */
public final class OrderFiles {
  private static final int FILES = 16;
  private static final int SECONDS = 30 * 86_400;

  private OrderFiles() {}

  /** Writes the files. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    long orders = Long.parseLong(args[1]);
    for (int file = 0; file < FILES; file++) {
      write(folder.resolve("orders-%02d.csv".formatted(file)), file, orders);
    }
  }

  private static void write(Path file, int number, long orders) throws IOException {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    SplittableRandom random = new SplittableRandom(number);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,time,customer,event,amount\n");
      for (long order = orders * number / FILES; order < orders * (number + 1) / FILES; order++) {
        boolean isNegative = random.nextInt(100) == 0;
        String line =
            "o"
                + order
                + ","
                + start.plus(random.nextInt(SECONDS), ChronoUnit.SECONDS)
                + ",customer"
                + random.nextLong(Math.max(1, orders / 10))
                + "@example.com,"
                + (random.nextInt(4) == 0 ? "Order Cancelled" : "Order Completed")
                + ","
                + String.format(
                    Locale.ROOT,
                    "%s%d.%02d",
                    isNegative ? "-" : "",
                    1 + random.nextInt(200),
                    random.nextInt(100))
                + "\n";
        out.write(line);
        if (random.nextInt(100) == 0) {
          out.write(line);
        }
      }
    }
  }
}
