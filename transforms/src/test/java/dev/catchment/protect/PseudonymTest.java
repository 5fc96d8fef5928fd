package dev.catchment.protect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PseudonymTest {
  /** A Tink keyset whose 32 key bytes are 0, 1, 2 … 31. */
  private static final String KNOWN_KEY =
      """
      {"primaryKeyId":1,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.HmacPrfKey",
      "value":"EgIIAxogAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","keyMaterialType":"SYMMETRIC"},
      "status":"ENABLED","keyId":1,"outputPrefixType":"RAW"}]}
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void isTheFirstHalfOfTheHmacOfKindAndNormalForm() throws Exception {
    Path file = folder.getRoot().toPath().resolve("key.json");
    Files.writeString(file, KNOWN_KEY);
    byte[] key = new byte[32];
    for (int index = 0; index < key.length; index++) {
      key[index] = (byte) index;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] hash = mac.doFinal("email\0jane@example.com".getBytes(StandardCharsets.UTF_8));
    String expected =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    Pseudonymizer pseudonymizer = Pseudonymizer.withKey(file.toString());
    assertEquals(
        Optional.of(expected),
        pseudonymizer.pseudonym(PersonalKind.EMAIL, " Jane@Example.com", "GB"));
  }

  @Test
  public void dependsOnKeyAndKindButNotOnTheWayOfWriting() throws IOException {
    Path one = newKey("one.json");
    Pseudonymizer first = Pseudonymizer.withKey(one.toString());
    Pseudonymizer again = Pseudonymizer.withKey(one.toString());
    Pseudonymizer other = Pseudonymizer.withKey(newKey("two.json").toString());
    Optional<String> phone = first.pseudonym(PersonalKind.PHONE, "020 7946 0018", "GB");
    assertEquals(phone, again.pseudonym(PersonalKind.PHONE, "+44 20 7946 0018", "US"));
    assertNotEquals(phone, other.pseudonym(PersonalKind.PHONE, "020 7946 0018", "GB"));
    assertNotEquals(phone, first.pseudonym(PersonalKind.TEXT, "+442079460018", "GB"));
    assertEquals(22, phone.get().length());
  }

  @Test
  public void theKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
    Path file = folder.getRoot().toPath().resolve("deep/er/key.json");
    assertTrue(PseudonymKey.createIfAbsent(file));
    String made = Files.readString(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    assertFalse(PseudonymKey.createIfAbsent(file));
    assertEquals(made, Files.readString(file));
    assertEquals(1, file.getParent().toFile().list().length);
  }

  @Test
  public void aKeyThatOthersMayReadIsRefused() throws IOException {
    Path file = newKey("open.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    IOException failure = assertThrows(IOException.class, () -> PseudonymKey.createIfAbsent(file));
    assertTrue(failure.getMessage(), failure.getMessage().contains("chmod 600"));
  }

  @Test
  public void aDamagedKeyIsRefusedWithoutShowingIt() throws IOException {
    Path file = folder.getRoot().toPath().resolve("damaged.json");
    Files.writeString(file, "{\"secret\": \"abc\"}");
    IOException failure =
        assertThrows(IOException.class, () -> Pseudonymizer.withKey(file.toString()));
    assertTrue(failure.getMessage(), failure.getMessage().contains("is not a Tink keyset"));
    assertFalse(failure.getMessage(), failure.getMessage().contains("abc"));
  }

  private Path newKey(String name) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    PseudonymKey.createIfAbsent(file);
    return file;
  }
}
