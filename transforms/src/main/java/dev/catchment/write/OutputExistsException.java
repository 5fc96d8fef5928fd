package dev.catchment.write;

/** An output that exists and was not to be overwritten. */
public final class OutputExistsException extends OutputException {
  private static final long serialVersionUID = 1;

  public OutputExistsException(String path) {
    super(path + " exists: add --overwrite to replace it, or choose another place");
  }
}
