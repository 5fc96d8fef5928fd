package dev.catchment.write;

import java.io.File;
import java.io.IOException;
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
import java.util.Locale;
import java.util.UUID;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * The directory that a job writes its outputs to, as the machine that launches it sees it: the job
 * writes into a hidden folder of it, and the outputs appear whole at the end or not at all.
 *
 * <p>{@link #open}, then run the job that writes to {@link #staging} through {@link OutputFile},
 * then {@link #publish}; when anything fails, {@link #discard}, which any thread may call at any
 * time: on a disk nothing is staged after it any more and nothing can be, though workers still
 * write; in an object store a file that is just being closed can stay. A process that is killed
 * while it publishes can leave some of the outputs in place: the last of the names is there only
 * when all are.
 */
public final class OutputDirectory implements Publication {
  /** How the name of a staging folder begins. */
  static final String STAGING = ".staging-";

  /** Held by the process that a staging folder belongs to, in the folder. */
  private static final String OWNER = ".owner";

  private static final String PROBE = ".probe";
  private static final String BEGUN = ".begun";
  private static final String CLEARED = ".cleared";

  /** The folder, within the staging folder, of the outputs that are replaced. */
  private static final String REPLACED = ".replaced";

  private static final long serialVersionUID = 1;

  private enum State {
    OPEN,
    PUBLISHED,
    DISCARDED,
    STUCK
  }

  private final String directory;
  private final List<String> names;
  private final boolean overwrite;
  private final ArrayList<String> made = new ArrayList<>();
  private final String staging;
  private final FileTree tree;
  private State state = State.OPEN;
  private transient HeldFile owner;

  private OutputDirectory(String directory, List<String> names, boolean overwrite, FileTree tree) {
    this.directory = directory;
    this.names = List.copyOf(names);
    this.overwrite = overwrite;
    this.tree = tree;
    this.staging = directory + "/" + STAGING + UUID.randomUUID();
  }

  /**
   * The outputs of the given names in a directory; nothing is looked at or made yet. The names are
   * published in their order: the one that says that all is there stands last.
   *
   * <p>Throws {@link OutputException} when there is no such file system.
   */
  public static OutputDirectory at(String dir, List<String> names, boolean overwrite) {
    String directory =
        dir.endsWith("/") && dir.length() > 1 ? dir.substring(0, dir.length() - 1) : dir;
    try {
      return new OutputDirectory(directory, names, overwrite, FileTree.of(directory));
    } catch (IllegalArgumentException unknown) {
      throw new OutputException(
          "cannot write to the output " + directory + ": " + unknown.getMessage(), unknown);
    }
  }

  /** Both {@link #at} and {@link #open}. */
  public static OutputDirectory prepare(String dir, List<String> names, boolean overwrite) {
    OutputDirectory output = at(dir, names, overwrite);
    output.open();
    return output;
  }

  /**
   * Checks that the outputs can be written and makes the hidden folder; removes those of runs of
   * this machine that were killed.
   *
   * <p>Throws {@link OutputExistsException} when one exists and is not to be overwritten, {@link
   * OutputException} when the directory cannot be made or written to, or when {@link #discard} came
   * first; then nothing is left behind.
   */
  @Override
  public synchronized List<String> open() {
    open(true);
    return isLocal() ? removeAbandoned() : List.of();
  }

  @Override
  public synchronized List<String> openForWorkers() {
    open(false);
    return List.of();
  }

  private void open(boolean isOwned) {
    checkOpen();
    checkFree();
    try {
      makeStaging(isOwned);
    } catch (IOException failure) {
      discard();
      throw unwritable(failure);
    }
  }

  private OutputException unwritable(IOException failure) {
    return new OutputException(
        "cannot write to the output %s: %s; choose another --output or make this one writable"
            .formatted(directory, reason(failure)),
        failure);
  }

  /** Removes the staging folders whose processes have ended without removing them. */
  private List<String> removeAbandoned() {
    List<String> removed = new ArrayList<>();
    File[] folders = new File(directory).listFiles((in, name) -> name.startsWith(STAGING));
    for (File folder : folders == null ? new File[0] : folders) {
      try {
        if (isAbandoned(folder)) {
          tree.takeAway(folder.toString());
          removed.add("removed %s, which a run that was killed had left".formatted(folder));
        }
      } catch (IOException left) {
        // A hidden folder that cannot be removed does no harm.
      }
    }
    return removed;
  }

  /** One that its process has never come to own is empty. */
  private static boolean isAbandoned(File folder) throws IOException {
    Path held = folder.toPath().resolve(OWNER);
    String[] files = folder.list();
    boolean hadOwner = Files.exists(held) || folder.getName().endsWith(FileTree.GONE);
    return hadOwner ? !HeldFile.isHeld(held) : files != null && files.length == 0;
  }

  /**
   * The outputs of the given names that a directory holds already. Throws {@link OutputException}
   * when it cannot be looked into.
   */
  public static List<String> existing(String directory, List<String> names) {
    List<String> found = new ArrayList<>();
    try {
      FileTree tree = FileTree.of(directory);
      for (String name : names) {
        if (tree.exists(directory + "/" + name)) {
          found.add(name);
        }
      }
    } catch (IOException | IllegalArgumentException failure) {
      throw new OutputException(
          "cannot look into the output " + directory + ": " + failure.getMessage(), failure);
    }
    return found;
  }

  @Override
  public String staging(String name) {
    return staging + "/" + name;
  }

  /** The name of the staging folder in the directory. */
  String stagingFolder() {
    return staging.substring(directory.length() + 1);
  }

  /** Whether the directory is on the disk of this machine. */
  boolean isLocal() {
    return tree instanceof FileTree.Local;
  }

  @Override
  public synchronized boolean isPublished() {
    return state == State.PUBLISHED;
  }

  @Override
  public boolean isStaged() {
    return exists(staging, staging);
  }

  /**
   * Puts the outputs in their places, those that are replaced are removed now. When it fails, what
   * was there before is there again and the staged outputs are gone; where that fails too, the
   * message names the folder that holds what was there before.
   */
  @Override
  public void publish() {
    try {
      for (String name : names) {
        concatenateParts(name);
      }
    } catch (IOException | RuntimeException failure) {
      discard();
      throw unpublished(failure);
    }
    moveIntoPlace();
  }

  @Override
  public boolean isBeingPublished() {
    return hasMark(BEGUN);
  }

  /**
   * As {@link #publish}, on a worker whose runner starts another one when it dies or fails: each
   * goes on where the one before it stopped. So nothing is put back, and nothing is discarded.
   *
   * <p>The outputs of an earlier run are cleared away first, then those of this one are moved, each
   * phase marked in the staging folder. Throws {@link OutputExistsException} when somebody else's
   * output has come up that is not to be overwritten.
   */
  @Override
  public void publishByWorker() {
    try {
      if (!hasMark(BEGUN)) {
        for (String name : names) {
          concatenateParts(name);
        }
        checkFree();
        mark(BEGUN);
      }
      if (overwrite && !hasMark(CLEARED)) {
        clear();
        mark(CLEARED);
      }
      for (String name : names) {
        place(name);
      }
      tree.delete(staging);
    } catch (IOException failure) {
      throw unpublished(failure);
    }
  }

  /** Ends when another worker, which took this one for dead, is done with it. */
  private void clear() throws IOException {
    for (String name : names) {
      if (hasMark(CLEARED)) {
        return;
      }
      move(directory + "/" + name, staging(REPLACED + "/" + name));
    }
  }

  /** Moves a staged output into its place, where nothing stands that is not to be replaced. */
  private void place(String name) throws IOException {
    String path = directory + "/" + name;
    if (!overwrite && tree.exists(staging(name)) && tree.exists(path)) {
      throw new OutputExistsException(path);
    }
    move(staging(name), path);
  }

  private boolean hasMark(String mark) {
    return exists(staging(mark), staging);
  }

  private boolean exists(String path, String folder) {
    try {
      return tree.exists(path);
    } catch (IOException failure) {
      throw new OutputException("cannot look into " + folder + ": " + reason(failure), failure);
    }
  }

  private void mark(String mark) throws IOException {
    try (OutputStream out = create(staging(mark))) {
      out.write('\n');
    }
  }

  /** In one go, before or after a {@link #discard} but never with it. */
  private synchronized void moveIntoPlace() {
    checkOpen();
    Deque<String[]> moves = new ArrayDeque<>();
    try {
      checkFree();
      for (String name : names) {
        move(directory + "/" + name, staging(REPLACED + "/" + name), moves);
      }
      for (String name : names) {
        move(staging(name), directory + "/" + name, moves);
      }
    } catch (IOException | RuntimeException failure) {
      if (!undo(moves, failure)) {
        state = State.STUCK;
        throw new OutputException(
            "cannot put the outputs into %s, nor all of the earlier ones back; those are in %s"
                .formatted(directory, staging(REPLACED)),
            failure);
      }
      discard();
      if (failure instanceof OutputException known) {
        throw known;
      }
      throw unpublished(failure);
    }
    state = State.PUBLISHED;
    try {
      deleteStaging();
    } catch (OutputException left) {
      // The outputs are in their places; a hidden folder that cannot be removed does no harm.
    }
  }

  private OutputException unpublished(Exception failure) {
    return new OutputException(
        "cannot put the outputs into "
            + directory
            + ": "
            + (failure instanceof IOException io ? reason(io) : failure.getMessage()),
        failure);
  }

  /**
   * Removes what was staged, and the directory if {@link #open} made it and it is empty. Does
   * nothing once the outputs are published.
   *
   * @return whether the outputs are not published and never will be
   */
  @Override
  public synchronized boolean discard() {
    if (state == State.PUBLISHED || state == State.STUCK) {
      return false;
    }
    state = State.DISCARDED;
    deleteStaging();
    for (String name : made) {
      File folder = new File(name);
      String[] left = folder.list();
      if (left == null || left.length > 0 || !folder.delete()) {
        break;
      }
    }
    return true;
  }

  /** Throws {@link OutputException} when the outputs are published or discarded. */
  synchronized void checkOpen() {
    if (state != State.OPEN) {
      throw new OutputException(
          "the outputs of %s are %s already"
              .formatted(directory, state.name().toLowerCase(Locale.ROOT)));
    }
  }

  private void checkFree() {
    for (String name : names) {
      String path = directory + "/" + name;
      if (!overwrite && exists(path, "the output " + directory)) {
        throw new OutputExistsException(path);
      }
    }
  }

  /**
   * Makes the folder and writes a file, which shows that it can be written to. Until others write,
   * one that is owned holds the file of its owner, and any other this one.
   */
  private void makeStaging(boolean isOwned) throws IOException {
    boolean hasOwner = false;
    if (isLocal()) {
      Path folder = Path.of(staging).toAbsolutePath();
      made.addAll(missing(folder.getParent()));
      OutputFile.makeFolder(folder.getParent());
      Files.createDirectory(folder);
      hasOwner = isOwned && own(folder.resolve(OWNER));
    }
    mark(PROBE);
    if (hasOwner) {
      tree.delete(staging(PROBE));
    }
  }

  /** Whether the disk has locks; without them nobody can tell that this process was killed. */
  private boolean own(Path file) throws IOException {
    try {
      owner = HeldFile.hold(file).orElseThrow();
      return true;
    } catch (IOException noLocks) {
      Files.deleteIfExists(file);
      return false;
    }
  }

  /** Moves what is there, and notes the move before it begins. */
  private void move(String from, String to, Deque<String[]> moves) throws IOException {
    if (tree.exists(from)) {
      moves.push(new String[] {from, to});
      tree.move(from, to);
    }
  }

  private void move(String from, String to) throws IOException {
    move(from, to, new ArrayDeque<>());
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
    if (!parts.isEmpty()) {
      tree.concatenate(parts, staging(name));
    }
  }

  private void deleteStaging() {
    try {
      tree.takeAway(staging);
      if (owner != null) {
        owner.close();
      }
    } catch (IOException failure) {
      throw new OutputException("cannot remove " + staging + ": " + reason(failure), failure);
    }
  }

  private static OutputStream create(String file) throws IOException {
    return Channels.newOutputStream(OutputFile.create(file, MimeTypes.BINARY));
  }

  /** The folders that do not exist yet, the innermost first. */
  private static List<String> missing(Path directory) {
    List<String> missing = new ArrayList<>();
    Path next = directory.toAbsolutePath().normalize();
    while (next != null && Files.notExists(next)) {
      missing.add(next.toString());
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
