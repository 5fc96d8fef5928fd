package dev.catchment.pipelines.query;

import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowType;
import dev.catchment.read.InputFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;

/** Reads blocks that {@link WriteRows} has staged, part by part in their order. */
final class StagedBlocks {
  private StagedBlocks() {}

  /** The blocks of a path; one part is held at a time. */
  static Stream<RowBlock> of(String path, RowType type) {
    return InputFiles.find(WriteRows.parts(path)).stream()
        .map(file -> read(file, type))
        .filter(block -> block.rows() > 0);
  }

  private static RowBlock read(String file, RowType type) {
    try (InputStream in =
        new BufferedInputStream(
            Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false))))) {
      in.mark(1);
      if (in.read() < 0) {
        return RowBlock.builder(type).build();
      }
      in.reset();
      return RowBlockCoder.of(type).decode(in);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }
}
