package dev.catchment.runners.portability;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The name of a file or folder in a {@link MemoryFileSystem}. */
record MemoryResourceId(String name) implements ResourceId {
  private static final long serialVersionUID = 1;

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    String base = name.endsWith("/") ? name : name + "/";
    boolean isFolder = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    return new MemoryResourceId(base + other + (isFolder && !other.endsWith("/") ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory() ? this : new MemoryResourceId(name.substring(0, last('/') + 1));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public String getFilename() {
    return name.substring(last('/') + 1);
  }

  private int last(char sign) {
    return name.lastIndexOf(sign);
  }

  @Override
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  @Override
  public String toString() {
    return name;
  }
}
