package dev.catchment.pipelines.observe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file could not be written. */
final class WriteFault {
  private WriteFault() {}

  static String of(IOException failure) {
    if (failure instanceof FileSystemException known) {
      if (known instanceof AccessDeniedException) {
        return "this user has no right to write " + known.getFile();
      }
      if (known instanceof FileAlreadyExistsException) {
        return known.getFile() + " is there and is something else";
      }
      if (known instanceof NoSuchFileException) {
        return known.getFile() + " is not there";
      }
      if (known.getReason() != null) {
        return known.getFile() + ": " + known.getReason();
      }
    }
    return String.valueOf(failure.getMessage());
  }
}
