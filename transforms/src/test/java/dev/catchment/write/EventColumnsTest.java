package dev.catchment.write;

import static org.junit.Assert.assertTrue;

import dev.catchment.model.ByteSink;
import dev.catchment.model.Consent;
import dev.catchment.model.EncodedEvents;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.junit.Test;

public class EventColumnsTest {
  private static final Schema SCHEMA = Schema.of(List.of());

  /** Files are written by many threads, and a text of Parquet may be for one thread alone. */
  @Test
  public void textsCanBeReadByManyThreads() throws IOException {
    for (Binary text : texts()) {
      byte[] expected = text.getBytes();
      assertTrue(
          text.toStringUsingUTF8(),
          IntStream.range(0, 3_000_000)
              .parallel()
              .allMatch(round -> Arrays.equals(expected, text.getBytes())));
    }
  }

  /** The texts that are written of an event. */
  private static List<Binary> texts() throws IOException {
    ByteSink bytes = new ByteSink();
    EventCoder.of(SCHEMA)
        .encode(
            new Event(
                "id",
                Event.Type.TRACK,
                "View",
                0L,
                "web",
                "shop",
                Consent.GRANTED,
                List.of(),
                Values.of()),
            bytes);
    EncodedEvents event = new EncodedEvents();
    event.readAlone(bytes.array(), bytes.size());
    EventColumns columns = new EventColumns(SCHEMA);
    TextConsumer consumer = new TextConsumer();
    columns.prepareForWrite(consumer);
    columns.write(event);
    return consumer.texts;
  }

  private static final class TextConsumer extends RecordConsumer {
    private final List<Binary> texts = new ArrayList<>();

    @Override
    public void addBinary(Binary value) {
      texts.add(value);
    }

    @Override
    public void startMessage() {}

    @Override
    public void endMessage() {}

    @Override
    public void startField(String field, int index) {}

    @Override
    public void endField(String field, int index) {}

    @Override
    public void startGroup() {}

    @Override
    public void endGroup() {}

    @Override
    public void addInteger(int value) {}

    @Override
    public void addLong(long value) {}

    @Override
    public void addBoolean(boolean value) {}

    @Override
    public void addFloat(float value) {}

    @Override
    public void addDouble(double value) {}
  }
}
