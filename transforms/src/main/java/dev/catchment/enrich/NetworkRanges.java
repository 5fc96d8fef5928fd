package dev.catchment.enrich;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Ranges of IP addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
public final class NetworkRanges {
  private final List<Range> ranges;

  private NetworkRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads ranges: an address, a slash and the number of bits that count; an address alone counts
   * whole.
   *
   * @throws IllegalArgumentException naming the one that is none
   */
  public static NetworkRanges of(List<String> texts) {
    return new NetworkRanges(texts.stream().map(Range::of).toList());
  }

  /**
   * Whether an address is in one of the ranges; empty when the text is no address. Of a list, as
   * proxies write it, the first address counts.
   */
  public Optional<Boolean> contain(String text) {
    int comma = text.indexOf(',');
    String first = (comma < 0 ? text : text.substring(0, comma)).strip();
    if (!InetAddresses.isInetAddress(first)) {
      return Optional.empty();
    }
    byte[] address = InetAddresses.forString(first).getAddress();
    return Optional.of(ranges.stream().anyMatch(range -> range.contains(address)));
  }

  private static final class Range {
    private final byte[] network;
    private final int bits;

    private Range(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    static Range of(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      if (!InetAddresses.isInetAddress(address)) {
        throw wrong(text);
      }
      InetAddress network = InetAddresses.forString(address);
      int all = network.getAddress().length * Byte.SIZE;
      String bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
      if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > all) {
        throw wrong(text);
      }
      return new Range(network.getAddress(), Integer.parseInt(bits));
    }

    private static IllegalArgumentException wrong(String text) {
      return new IllegalArgumentException(
          text + " is not a range of addresses, such as 10.0.0.0/8 or 2001:db8::/32");
    }

    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
