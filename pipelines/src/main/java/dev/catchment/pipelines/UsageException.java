package dev.catchment.pipelines;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says that a job cannot start as it was asked to, and what to change; ends the program with exit
 * status 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<UsageException> parts;
  private final transient Correction correction;

  public UsageException(String message) {
    this(message, (Throwable) null);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
    this.parts = List.of();
    this.correction = null;
  }

  /** A complaint that a change of the command line would settle. */
  public UsageException(String message, Correction correction) {
    super(message);
    this.parts = List.of();
    this.correction = correction;
  }

  private UsageException(List<UsageException> parts) {
    super(
        parts.stream()
            .map(UsageException::getMessage)
            .collect(Collectors.joining(System.lineSeparator())),
        parts.get(0));
    this.parts = List.copyOf(parts);
    this.correction = null;
  }

  /** All of several complaints as one; there must be at least one. */
  public static UsageException ofAll(List<UsageException> complaints) {
    return complaints.size() == 1 ? complaints.get(0) : new UsageException(complaints);
  }

  /** The single complaints that it is made of. */
  public List<UsageException> parts() {
    return parts.isEmpty() ? List.of(this) : parts;
  }

  /** The change of the command line that settles it, where one is known. */
  public Optional<Correction> correction() {
    return Optional.ofNullable(correction);
  }
}
