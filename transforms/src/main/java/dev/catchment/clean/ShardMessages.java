package dev.catchment.clean;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.ByteSink;
import dev.catchment.model.EncodedEvents;
import dev.catchment.model.EventBlock;
import dev.catchment.model.MessageKey;
import dev.catchment.model.PackedBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The messages of one shard: finds the first event of each, and hands the events on by day and
 * file. Memory: the encoded events of the shard twice and a {@link MessageTable}.
 *
 * <p>The number of files of a day follows from what this shard has of it, since all have about as
 * much: the shards form a binary tree, whose root is file 0 of the day and takes all of a small
 * day; of a larger day the two nodes below it take one half each, and so on. So no shard must know
 * of another, and the same events are always in the same files.
 */
final class ShardMessages {
  /** How much of a day goes into one file, in bytes of encoded events. */
  static final long FILE_BYTES = 128L << 20;

  private static final int BLOCK_BYTES = 4 << 20;
  private static final long STORED = -1;
  private static final int LEVELS = Integer.numberOfTrailingZeros(MessageKey.SHARDS);

  private final Set<String> keptSources;
  private final long fileBytes;
  private final List<byte[]> blocks = new ArrayList<>();
  private final MessageTable table = new MessageTable();
  private final Names sources = new Names();
  private final Names channels = new Names();
  private final EncodedEvents event = new EncodedEvents();
  private final EncodedEvents other = new EncodedEvents();
  private final MessageKey key = new MessageKey();
  private long[] kept = new long[16];
  private int keptSize;

  /**
   * @param keptSources the sources whose events are not compared
   * @param fileBytes how much of a day goes into one file
   */
  ShardMessages(Set<String> keptSources, long fileBytes) {
    this.keptSources = keptSources;
    this.fileBytes = fileBytes;
  }

  /** Takes keys of messages that a store has; before any events. */
  void addStored(byte[] keys) {
    ByteBuffer buffer = ByteBuffer.wrap(keys);
    while (buffer.hasRemaining()) {
      long high = buffer.getLong();
      long low = buffer.getLong();
      int place = table.find(high, low);
      if (table.reference(place) == 0) {
        table.put(place, high, low, STORED);
      }
    }
  }

  /** Takes a block of encoded events. */
  void addEvents(byte[] block, Tallies tallies) {
    int number = blocks.size();
    blocks.add(block);
    int next = 0;
    while (next < block.length) {
      long reference = ((long) number << Integer.SIZE | next) + 1;
      next = event.read(block, next);
      Name source = sources.of(block, event.sourceStart(), event.sourceLength());
      if (keptSources.contains(source.text)) {
        keep(reference);
      } else if (!isFirst(reference)) {
        tallies.add(Outcome.DUPLICATE, source.text, 1);
      }
    }
  }

  private void keep(long reference) {
    if (keptSize == kept.length) {
      kept = Arrays.copyOf(kept, keptSize * 2);
    }
    kept[keptSize++] = reference;
  }

  /** Whether the event is of a new message; if not, the earlier of the two stays. */
  private boolean isFirst(long reference) {
    event.key(key);
    int place = table.find(key.high(), key.low());
    long known = table.reference(place);
    if (known == 0) {
      table.put(place, key.high(), key.low(), reference);
      return true;
    }
    if (known != STORED) {
      read(known, other);
      if (isBefore(event, other)) {
        table.replace(place, reference);
      }
    }
    return false;
  }

  private static boolean isBefore(EncodedEvents left, EncodedEvents right) {
    int order = Long.compare(left.timestamp(), right.timestamp());
    return order != 0
        ? order < 0
        : Arrays.compareUnsigned(
                left.bytes(), left.start(), left.end(), right.bytes(), right.start(), right.end())
            < 0;
  }

  private void read(long reference, EncodedEvents target) {
    long place = reference - 1;
    target.read(blocks.get((int) (place >>> Integer.SIZE)), (int) place);
  }

  /** Hands on the events that stay, and counts them by source, and by channel and day. */
  void finish(int shard, Tallies tallies, Consumer<EventBlock> out) {
    Map<Long, Day> days = new TreeMap<>();
    Day last = null;
    int compared = table.places();
    for (int index = 0; index < compared + keptSize; index++) {
      long reference = index < compared ? table.reference(index) : kept[index - compared];
      if (reference == 0 || reference == STORED) {
        continue;
      }
      read(reference, event);
      if (last == null || last.number != event.day()) {
        last = days.computeIfAbsent(event.day(), Day::new);
      }
      last.add(event);
      byte[] bytes = event.bytes();
      sources.of(bytes, event.sourceStart(), event.sourceLength()).count++;
      last.count(channels.of(bytes, event.channelStart(), event.channelLength()).text);
    }
    for (Day day : days.values()) {
      day.finish(part(shard, day.bytes, fileBytes), tallies, out);
    }
    sources.counts((source, count) -> tallies.add(Outcome.ACCEPTED, source, count));
  }

  /** The file of a shard's share of a day: the number of its node, level by level from the root. */
  static int part(int shard, long bytes, long fileBytes) {
    int level = 0;
    while (level < LEVELS && (bytes << (LEVELS - level)) > fileBytes) {
      level++;
    }
    return (1 << level) - 1 + (shard >> (LEVELS - level));
  }

  /** The events of a day. */
  private static final class Day {
    private final long number;
    private final List<byte[]> full = new ArrayList<>();
    private final ByteSink rest = new ByteSink();
    private final Map<String, long[]> channels = new HashMap<>();
    private String lastChannel;
    private long[] lastCount;
    private long bytes;

    Day(long number) {
      this.number = number;
    }

    void add(EncodedEvents event) {
      rest.write(event.bytes(), event.place(), event.end() - event.place());
      bytes += event.end() - event.place();
      if (rest.size() >= BLOCK_BYTES) {
        pack();
      }
    }

    @SuppressWarnings("ReferenceEquality") // a name is one object
    void count(String channel) {
      if (channel != lastChannel) {
        lastChannel = channel;
        lastCount = channels.computeIfAbsent(channel, unused -> new long[1]);
      }
      lastCount[0]++;
    }

    private void pack() {
      if (rest.size() > 0) {
        full.add(PackedBytes.pack(rest));
        rest.clear();
      }
    }

    void finish(int part, Tallies tallies, Consumer<EventBlock> out) {
      pack();
      full.forEach(packed -> out.accept(new EventBlock(number, part, packed)));
      LocalDate date = LocalDate.ofEpochDay(number);
      channels.forEach(
          (channel, count) ->
              tallies.add(DropDuplicates.CHANNEL_DAYS + "/" + channel + "/" + date, count[0]));
    }
  }

  /** A text of few, and how often it was counted. */
  private static final class Name {
    private final byte[] bytes;
    private final String text;
    private long count;

    Name(byte[] bytes, String text) {
      this.bytes = bytes;
      this.text = text;
    }
  }

  /** Texts of few, found by their bytes; mostly the same one as before. */
  private static final class Names {
    private final Map<String, Name> all = new HashMap<>();
    private Name last = new Name(new byte[0], "");

    Name of(byte[] bytes, int from, int length) {
      if (!Arrays.equals(bytes, from, from + length, last.bytes, 0, last.bytes.length)
          || length == 0) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        last =
            all.computeIfAbsent(
                text, unused -> new Name(Arrays.copyOfRange(bytes, from, from + length), text));
      }
      return last;
    }

    void counts(BiConsumer<String, Long> target) {
      all.values().stream()
          .filter(name -> name.count > 0)
          .forEach(name -> target.accept(name.text, name.count));
    }
  }
}
