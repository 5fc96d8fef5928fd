package dev.catchment.write.webhook;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.Outgoing;
import java.util.HexFormat;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

/** The bytes of messages that wait, which stand in checkpoints. */
public class WaitingCoderTest {
  private static final Waiting WAITING = new Waiting(new Outgoing("é", "{}", -2), 300, 7);

  @Test
  public void theBytesAreThoseOfTheFormat() throws Exception {
    assertEquals(
        "03c3a9037b7d03ac0207",
        HexFormat.of().formatHex(CoderUtils.encodeToByteArray(WaitingCoder.of(), WAITING)));
  }

  @Test
  public void whatWasWrittenIsRead() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(WaitingCoder.of(), WAITING);
    CoderProperties.coderDeterministic(
        WaitingCoder.of(), WAITING, new Waiting(WAITING.message(), 300, 7));
  }
}
