package dev.catchment.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what was read of a file. */
class Collected implements RecordSink {
  final List<List<String>> records = new ArrayList<>();
  final List<Long> recordLines = new ArrayList<>();
  final List<String> reasons = new ArrayList<>();
  final List<String> messages = new ArrayList<>();
  final List<String> rejectedTexts = new ArrayList<>();
  final List<Long> rejectedLines = new ArrayList<>();

  static Collected read(RecordFormat format, List<String> columns, byte[] content) {
    return read(
        format, columns, Channels.newChannel(new ByteArrayInputStream(content)), "test.csv");
  }

  static Collected read(RecordFormat format, List<String> columns, String content) {
    return read(format, columns, content.getBytes(StandardCharsets.UTF_8));
  }

  static Collected read(
      RecordFormat format, List<String> columns, ReadableByteChannel content, String name) {
    Collected collected = new Collected();
    try (SourceChannel channel = SourceChannel.decompress(content, name)) {
      RecordReader.read(name, channel, format, columns, Long.MAX_VALUE, collected);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return collected;
  }

  @Override
  public void record(long line, String[] columns) {
    recordLines.add(line);
    records.add(Arrays.asList(columns));
  }

  @Override
  public void rejected(long line, String reason, String message, String text) {
    rejectedLines.add(line);
    reasons.add(reason);
    messages.add(message);
    rejectedTexts.add(text);
  }
}
