package dev.catchment.write.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The settings of a webhook, its secret, and the name of a message. */
public class WebhookTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theTextHoldsNothingButSchemeAndHost() {
    Webhook webhook = Webhook.of("https://hooks.example.com:8443/services/T0/B0?token=x");
    assertEquals("https://hooks.example.com:8443", webhook.toString());
  }

  @Test
  public void whatIsNoAddressIsRefusedWithoutItsText() {
    for (String wrong :
        List.of(
            "ftp://example.com/s3cret",
            "https:///s3cret",
            "https://user:s3cret@example.com/",
            "https://example.com/#s3cret",
            "https://example.com/ s3cret")) {
      IllegalArgumentException refused =
          assertThrows(wrong, IllegalArgumentException.class, () -> Webhook.of(wrong));
      assertTrue(refused.getMessage(), refused.getMessage().contains("https://host/path"));
      assertFalse(refused.getMessage(), refused.getMessage().contains("s3cret"));
      assertTrue(wrong, refused.getCause() == null);
    }
  }

  @Test
  public void settingsAreChecked() {
    Webhook webhook = Webhook.of("http://localhost/");
    assertThrows(IllegalArgumentException.class, () -> webhook.withTimeout(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> webhook.withQueue(0, 1));
    assertThrows(IllegalArgumentException.class, () -> webhook.withQueue(1, 0));
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> webhook.withTries(0, second, second));
    assertThrows(
        IllegalArgumentException.class, () -> webhook.withTries(1, second.negated(), second));
  }

  @Test
  public void aSecretIsOneLongLine() throws IOException {
    assertEquals("0123456789abcdef", SecretFile.read(file(" 0123456789abcdef\n")));
    for (String wrong : List.of("", "short", "0123456789abcdef\n0123456789abcdef")) {
      IOException refused = assertThrows(IOException.class, () -> SecretFile.read(file(wrong)));
      assertTrue(refused.getMessage().contains("one line with a secret of at least 16"));
    }
    assertThrows(IOException.class, () -> SecretFile.read(folder.getRoot() + "/none"));
  }

  private String file(String text) throws IOException {
    Path file = folder.getRoot().toPath().resolve("secret");
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  public void theNameOfAMessageIsThatOfItsContents() {
    Waiting waiting = Waiting.of(new Outgoing("k", "{}", 5));
    assertEquals(waiting.id(), waiting.triedAgain().id());
    assertTrue(waiting.id().matches("[0-9a-f]{32}"));
    for (Outgoing other :
        List.of(
            new Outgoing("k", "{}", 6), new Outgoing("k{", "}", 5), new Outgoing("l", "{}", 5))) {
      assertFalse(waiting.id().equals(Waiting.of(other).id()));
    }
  }
}
