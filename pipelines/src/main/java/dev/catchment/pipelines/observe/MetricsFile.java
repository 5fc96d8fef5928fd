package dev.catchment.pipelines.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.pipelines.UsageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of metrics that a collector may read at any moment: it holds all of a run or nothing. */
record MetricsFile(Path file) {
  /**
   * A file that can be replaced; nothing is made yet.
   *
   * @throws UsageException when it cannot be written
   */
  static MetricsFile of(String path) {
    if (path.contains("://")) {
      throw new UsageException(
          "--metrics=%s is not on this machine; name a file by its path".formatted(path));
    }
    return new MetricsFile(WritablePath.replaced("metrics", path));
  }

  /** Beside the file, with the rights that a new file gets, and no name that a collector reads. */
  private Path draft() {
    return file.resolveSibling(
        ".%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
  }

  /** The value of a metric in the file as it is now, whose first labels are as given. */
  Optional<BigDecimal> value(String metric, String labels) {
    try {
      Matcher line =
          Pattern.compile(
                  "(?m)^"
                      + Pattern.quote(metric + "{" + labels)
                      + "[^\n]*\\} ([0-9]{1,12}(?:\\.[0-9]{1,9})?)$")
              .matcher(Files.readString(file));
      return line.find() ? Optional.of(new BigDecimal(line.group(1))) : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Replaces the file in one step; makes its folder. */
  void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(draft(), text.getBytes(UTF_8));
    Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
