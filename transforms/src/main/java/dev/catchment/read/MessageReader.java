package dev.catchment.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the one record of each message of a topic. A message without contents, or with more than
 * one record, is rejected, so that every message is accounted for.
 */
final class MessageReader {
  /** The least that shows that there is more than one. */
  private static final long LIMIT = 2;

  private final RecordFormat format;
  private final List<String> columns;
  private final JsonPicker picker;

  MessageReader(RecordFormat format, List<String> columns) {
    this.format = format;
    this.columns = columns;
    this.picker = format.isJsonLines() ? new JsonPicker(columns) : null;
  }

  /** Hands the record of a message on, under the message's offset. */
  void read(long offset, byte[] message, RecordSink sink) throws IOException {
    if (message == null || message.length == 0) {
      sink.rejected(offset, "empty_message", "the message has no contents", "");
    } else if (message.length > format.maxRecordBytes()) {
      sink.rejected(
          offset,
          "record_too_long",
          "the message has more than %d bytes".formatted(format.maxRecordBytes()),
          "");
    } else if (picker != null) {
      readJson(offset, message, sink);
    } else {
      readRow(offset, message, sink);
    }
  }

  private void readJson(long offset, byte[] message, RecordSink sink) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
    } catch (CharacterCodingException invalid) {
      sink.rejected(offset, "invalid_utf8", "the message is not UTF-8", "");
      return;
    }
    String[] picked = picker.pick(text);
    if (picked == null) {
      sink.rejected(offset, "invalid_json", "the message is not one JSON object", text);
    } else {
      sink.record(offset, picked);
    }
  }

  private void readRow(long offset, byte[] message, RecordSink sink) throws IOException {
    Held held = new Held();
    try (SourceChannel channel =
        SourceChannel.plain(Channels.newChannel(new ByteArrayInputStream(message)))) {
      RecordReader.read("a message", channel, format, columns, LIMIT, held);
    }
    if (held.count == 0) {
      sink.rejected(offset, "empty_message", "the message has no contents", "");
    } else if (held.count > 1) {
      sink.rejected(offset, "several_records", "the message holds more than one record", "");
    } else if (held.columns != null) {
      sink.record(offset, held.columns);
    } else {
      sink.rejected(offset, held.reason, held.message, held.text);
    }
  }

  /** The last of the records of a message, and how many there were. */
  private static final class Held implements RecordSink {
    private int count;
    private String[] columns;
    private String reason;
    private String message;
    private String text;

    @Override
    public void record(long line, String[] row) {
      count++;
      columns = row;
    }

    @Override
    public void rejected(long line, String why, String what, String contents) {
      count++;
      reason = why;
      message = what;
      text = contents;
    }
  }
}
