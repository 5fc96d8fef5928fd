package dev.catchment.protect;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The secret with which pseudonyms are computed: a Tink keyset (HMAC-SHA-256, 256 bits) in a JSON
 * file of its own.
 *
 * <p>The key is never part of a pipeline's graph: each worker reads the file, which on a cluster
 * must therefore lie on a file system that the workers reach.
 */
public final class PseudonymKey {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  static {
    try {
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private PseudonymKey() {}

  /**
   * Makes the key if the file does not exist yet, readable by its owner only.
   *
   * @return whether it was made
   * @throws IOException when the file can be neither found nor made, or others may read it
   */
  public static boolean createIfAbsent(Path file) throws IOException {
    if (Files.exists(file)) {
      checkOwnerOnly(file);
      return false;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path fresh = Files.createTempFile(folder, ".key", null, ownerOnly());
    try {
      Files.writeString(fresh, generate());
      Files.createLink(file, fresh);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(fresh);
    }
  }

  /**
   * Checks that a key can be read.
   *
   * @throws IOException naming the file and the fix when it cannot
   * @throws IllegalArgumentException when no file system knows the name
   */
  public static void check(String file) throws IOException {
    read(file);
  }

  /** Reads the key from any file system that Beam knows. */
  static PrfSet read(String file) throws IOException {
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the pseudonym key "
              + file
              + " is not a Tink keyset; restore it from a copy (a new key gives other pseudonyms)");
    }
  }

  /** A key that is written nowhere. */
  static PrfSet fresh() {
    try {
      return KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF)
          .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }

  private static String generate() {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
  }

  /**
   * Checks the rights of a key.
   *
   * @throws IOException when others than its owner may read or change it
   */
  public static void checkOwnerOnly(Path file) throws IOException {
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new IOException(
          "the pseudonym key %s may be read or changed by others (%s); run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(granted), file));
    }
  }
}
