package dev.catchment.write.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import org.junit.Test;

/** Signatures, against values that OpenSSL made of the same texts. */
public class SignatureTest {
  @Test
  public void theCodeIsThatOfTimeAndBody() {
    assertEquals(
        "t=1772366400,v1=60fa57e45487029d58695f1a38085bafc02c0e324879950523c38581099769e8",
        new Signature("0123456789abcdef").of(1772366400, "{\"a\":\"é\"}"));
  }

  @Test
  public void anotherTimeBodyOrSecretGivesAnotherCode() {
    Signature signature = new Signature("0123456789abcdef");
    String one = signature.of(1772366400, "{}");
    assertNotEquals(one.substring(13), signature.of(1772366401, "{}").substring(13));
    assertNotEquals(one, signature.of(1772366400, "{ }"));
    assertNotEquals(one, new Signature("0123456789abcdeF").of(1772366400, "{}"));
  }
}
