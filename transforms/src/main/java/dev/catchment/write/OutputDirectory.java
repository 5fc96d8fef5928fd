package dev.catchment.write;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * The directory that a job writes its outputs to, as the machine that launches it sees it: the job
 * writes into a hidden folder of it, and the outputs appear whole at the end or not at all.
 *
 * <p>{@link #prepare}, then run the job that writes to {@link #staging}, then {@link #publish};
 * when anything fails, {@link #discard}. A process that is killed while it publishes can leave some
 * of the outputs in place: the last of the names is there only when all are.
 */
public final class OutputDirectory {
  private final String directory;
  private final List<String> names;
  private final boolean overwrite;
  private final List<Path> made;
  private final String staging;
  private final FileTree tree;

  private OutputDirectory(
      String directory, List<String> names, boolean overwrite, List<Path> made, FileTree tree) {
    this.directory = directory;
    this.names = List.copyOf(names);
    this.overwrite = overwrite;
    this.made = made;
    this.tree = tree;
    this.staging = directory + "/.staging-" + UUID.randomUUID();
  }

  /**
   * Checks that the outputs of the given names can be written and makes the hidden folder. The
   * names are published in their order: the one that says that all is there stands last.
   *
   * <p>Throws {@link OutputExistsException} when one exists and is not to be overwritten, {@link
   * OutputException} when the directory cannot be made or written to; then nothing is left behind.
   */
  public static OutputDirectory prepare(String dir, List<String> names, boolean overwrite) {
    String directory =
        dir.endsWith("/") && dir.length() > 1 ? dir.substring(0, dir.length() - 1) : dir;
    FileTree tree;
    try {
      tree = FileTree.of(directory);
    } catch (IllegalArgumentException unknown) {
      throw new OutputException(
          "cannot write to the output " + directory + ": " + unknown.getMessage(), unknown);
    }
    List<Path> missing = tree instanceof FileTree.Local ? missing(Path.of(directory)) : List.of();
    OutputDirectory output = new OutputDirectory(directory, names, overwrite, missing, tree);
    output.checkFree();
    try {
      output.makeStaging();
    } catch (IOException failure) {
      output.discard();
      throw new OutputException(
          "cannot write to the output %s: %s; choose another --output or make this one writable"
              .formatted(directory, reason(failure)),
          failure);
    }
    return output;
  }

  /** Where the job writes the output of a name; it becomes that name when it is published. */
  public String staging(String name) {
    return staging + "/" + name;
  }

  /**
   * Puts the outputs in their places, those that are replaced are removed now. When it fails, what
   * was there before is there again and the staged outputs are gone; where that fails too, the
   * message names the folder that holds what was there before.
   */
  public void publish() {
    Deque<String[]> moves = new ArrayDeque<>();
    try {
      for (String name : names) {
        concatenateParts(name);
      }
      checkFree();
      for (String name : names) {
        move(directory + "/" + name, staging(".replaced/" + name), moves);
      }
      for (String name : names) {
        move(staging(name), directory + "/" + name, moves);
      }
    } catch (IOException | RuntimeException failure) {
      if (!undo(moves, failure)) {
        throw new OutputException(
            "cannot put the outputs into %s, nor all of the earlier ones back; those are in %s"
                .formatted(directory, staging(".replaced")),
            failure);
      }
      discard();
      if (failure instanceof OutputException known) {
        throw known;
      }
      throw new OutputException(
          "cannot put the outputs into "
              + directory
              + ": "
              + (failure instanceof IOException io ? reason(io) : failure.getMessage()),
          failure);
    }
    deleteStaging();
  }

  /** Removes what was staged, and the directory if {@link #prepare} made it and it is empty. */
  public void discard() {
    deleteStaging();
    for (Path folder : made) {
      String[] left = folder.toFile().list();
      if (left == null || left.length > 0 || !folder.toFile().delete()) {
        return;
      }
    }
  }

  private void checkFree() {
    try {
      for (String name : names) {
        if (!overwrite && tree.exists(directory + "/" + name)) {
          throw new OutputExistsException(directory + "/" + name);
        }
      }
    } catch (IOException failure) {
      throw new OutputException(
          "cannot look into the output " + directory + ": " + reason(failure), failure);
    }
  }

  /**
   * Writes a file, which makes the folder, shows that it can be written to, and leaves it empty.
   */
  private void makeStaging() throws IOException {
    if (tree instanceof FileTree.Local) {
      Files.createDirectories(Path.of(staging));
    }
    String probe = staging(".probe");
    try (OutputStream out = create(probe)) {
      out.write('\n');
    }
    tree.delete(probe);
  }

  private void move(String from, String to, Deque<String[]> moves) throws IOException {
    if (tree.exists(from)) {
      moves.push(new String[] {from, to});
      tree.move(from, to);
    }
  }

  /** Moves everything back; tells whether it could. */
  private boolean undo(Deque<String[]> moves, Exception failure) {
    boolean whole = true;
    for (String[] move : moves) {
      try {
        if (tree.exists(move[1])) {
          tree.move(move[1], move[0]);
        }
      } catch (IOException | RuntimeException second) {
        failure.addSuppressed(second);
        whole = false;
      }
    }
    return whole;
  }

  /** Puts the parts of a table together in the order of their names, if it was written in parts. */
  private void concatenateParts(String name) throws IOException {
    List<String> parts = tree.list(staging(name) + WriteCsv.PARTS);
    if (parts.isEmpty()) {
      return;
    }
    try (OutputStream out = create(staging(name))) {
      for (String part : parts) {
        try (InputStream in = Channels.newInputStream(FileSystems.open(resource(part)))) {
          ByteStreams.copy(in, out);
        }
      }
    }
  }

  private void deleteStaging() {
    try {
      tree.delete(staging);
    } catch (IOException failure) {
      throw new OutputException("cannot remove " + staging + ": " + reason(failure), failure);
    }
  }

  private static OutputStream create(String file) throws IOException {
    return Channels.newOutputStream(FileSystems.create(resource(file), MimeTypes.BINARY));
  }

  private static ResourceId resource(String file) {
    return FileSystems.matchNewResource(file, false);
  }

  /** The folders that do not exist yet, the innermost first. */
  private static List<Path> missing(Path directory) {
    List<Path> missing = new ArrayList<>();
    Path next = directory.toAbsolutePath().normalize();
    while (next != null && Files.notExists(next)) {
      missing.add(next);
      next = next.getParent();
    }
    return missing;
  }

  private static String reason(IOException failure) {
    if (failure instanceof FileAlreadyExistsException file) {
      return file.getFile() + " is not a directory";
    }
    if (failure instanceof AccessDeniedException denied) {
      return "no right to write to " + denied.getFile();
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + (file.getReason() == null ? "no such file" : file.getReason());
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
