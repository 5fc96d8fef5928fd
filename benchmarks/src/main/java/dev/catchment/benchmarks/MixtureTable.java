package dev.catchment.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes a CSV table of numbers, drawn from a mixture of Gaussian groups that overlap and differ in
 * size and scale. Columns have units of their own, from hundredths to thousands; every fourth is
 * log-normal, as amounts are. Six significant digits, about 8 bytes a value. Arguments: the file,
 * the numbers of rows, columns and groups, which alone decide what it holds.
 */
public final class MixtureTable {
  private static final int DIGITS = 6;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private final int columns;
  private final double[][] means;
  private final double[][] deviations;
  private final double[] shares;

  private MixtureTable(int columns, int groups, SplittableRandom random) {
    this.columns = columns;
    means = new double[groups][columns];
    deviations = new double[groups][columns];
    shares = new double[groups];
    double total = 0;
    for (int group = 0; group < groups; group++) {
      double scale = random.nextDouble(0.6, 1.6);
      for (int column = 0; column < columns; column++) {
        means[group][column] = 1.5 * random.nextGaussian();
        deviations[group][column] = scale * random.nextDouble(0.7, 1.3);
      }
      total += random.nextDouble(0.2, 1);
      shares[group] = total;
    }
  }

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    long rows = Long.parseLong(args[1]);
    SplittableRandom random = new SplittableRandom(0);
    MixtureTable table =
        new MixtureTable(Integer.parseInt(args[2]), Integer.parseInt(args[3]), random);
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[0]))) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < table.columns; column++) {
        line.append(column == 0 ? "x" : ",x").append(column);
      }
      out.append(line).append('\n');
      for (long row = 0; row < rows; row++) {
        line.setLength(0);
        table.append(line, random);
        out.append(line).append('\n');
      }
    }
  }

  private void append(StringBuilder line, SplittableRandom random) {
    double chance = random.nextDouble(shares[shares.length - 1]);
    int group = 0;
    while (shares[group] <= chance) {
      group++;
    }
    for (int column = 0; column < columns; column++) {
      if (column > 0) {
        line.append(',');
      }
      double value = means[group][column] + deviations[group][column] * random.nextGaussian();
      double unit = POWERS[column % 5] / 100;
      append(line, unit * (column % 4 == 3 ? Math.exp(value / 3) : 3 + value));
    }
  }

  private static void append(StringBuilder line, double value) {
    double size = Math.abs(value);
    int decimals = DIGITS - 1;
    while (decimals > 0 && size >= POWERS[DIGITS - decimals]) {
      decimals--;
    }
    while (decimals < POWERS.length - 1 && size < POWERS[DIGITS - 1] / POWERS[decimals]) {
      decimals++;
    }
    long scaled = Math.round(size * POWERS[decimals]);
    long unit = (long) POWERS[decimals];
    line.append(value < 0 && scaled > 0 ? "-" : "").append(scaled / unit).append('.');
    String fraction = Long.toString(unit + scaled % unit);
    line.append(fraction, 1, fraction.length());
  }
}
