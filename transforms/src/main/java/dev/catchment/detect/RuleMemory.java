package dev.catchment.detect;

import com.google.common.hash.Hashing;
import dev.catchment.model.ByteSource;
import dev.catchment.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What one rule remembers of one series: that of its detector, and how far an alert is. */
final class RuleMemory {
  /** What the detector remembers. */
  Object detector;

  /** Whether an alert is open. */
  boolean open;

  /** How many windows in a row said the other thing. */
  int streak;

  /** The start of the window in which the open alert opened. */
  long opened;

  /** The end of the window in which the last alert was resolved. */
  long resolved = Long.MIN_VALUE;

  private RuleMemory(Object detector) {
    this.detector = detector;
  }

  static RuleMemory of(AlertRule rule) {
    return new RuleMemory(rule.detector().create());
  }

  /** A number that changes when the memory of the rule's detector would have another meaning. */
  private static long fingerprint(AlertRule rule) {
    return Hashing.farmHashFingerprint64()
        .hashString(rule.description(), StandardCharsets.UTF_8)
        .asLong();
  }

  void encode(AlertRule rule, OutputStream out) throws IOException {
    Wire.writeString(rule.name(), out);
    Wire.writeFixed(fingerprint(rule), out);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(open ? 1 : 0);
    Wire.writeVarint(streak, bytes);
    Wire.writeSigned(opened, bytes);
    Wire.writeSigned(resolved, bytes);
    rule.detector().coder().encode(detector, bytes);
    Wire.writeVarint(bytes.size(), out);
    bytes.writeTo(out);
  }

  /** One rule of those that were written, as bytes that only this rule can read. */
  static final class Written {
    private final String name;
    private final long fingerprint;
    private final byte[] bytes;

    private Written(String name, long fingerprint, byte[] bytes) {
      this.name = name;
      this.fingerprint = fingerprint;
      this.bytes = bytes;
    }

    static Written decode(InputStream in) throws IOException {
      String name = Wire.readString(in);
      long fingerprint = Wire.readFixed(in);
      byte[] bytes = new byte[Wire.readLength(in)];
      Wire.readFully(bytes, in);
      return new Written(name, fingerprint, bytes);
    }

    boolean isOf(AlertRule rule) {
      return name.equals(rule.name()) && fingerprint == RuleMemory.fingerprint(rule);
    }

    RuleMemory read(AlertRule rule) throws IOException {
      InputStream in = new ByteSource(bytes);
      RuleMemory memory = new RuleMemory(null);
      memory.open = Wire.readByte(in) == 1;
      memory.streak = Math.toIntExact(Wire.readVarint(in));
      memory.opened = Wire.readSigned(in);
      memory.resolved = Wire.readSigned(in);
      memory.detector = rule.detector().coder().decode(in);
      return memory;
    }
  }
}
