package dev.catchment.measure;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * One of the numbers: the least, the greatest, that of the earliest or of the latest time. Of
 * several at that time it is the least of the earliest and the greatest of the latest. Missing and
 * NaN ones are left out. 40 bytes.
 */
final class PickReading extends Measure<PickReading.Picked> {
  private static final long serialVersionUID = 1;

  private enum Which {
    MIN,
    MAX,
    FIRST,
    LAST
  }

  private final Which which;

  private PickReading(Which which) {
    this.which = which;
  }

  static PickReading min() {
    return new PickReading(Which.MIN);
  }

  static PickReading max() {
    return new PickReading(Which.MAX);
  }

  static PickReading first() {
    return new PickReading(Which.FIRST);
  }

  static PickReading last() {
    return new PickReading(Which.LAST);
  }

  /** A number, NaN when there is none yet, and its time. */
  static final class Picked {
    private double number = Double.NaN;
    private long time;
  }

  @Override
  public Picked createAccumulator() {
    return new Picked();
  }

  @Override
  public Picked addInput(Picked picked, Reading reading) {
    return consider(picked, reading.number(), reading.time());
  }

  @Override
  Picked merge(Picked picked, Picked other) {
    return consider(picked, other.number, other.time);
  }

  private Picked consider(Picked picked, double number, long time) {
    if (!Double.isNaN(number) && (Double.isNaN(picked.number) || better(picked, number, time))) {
      picked.number = number;
      picked.time = time;
    }
    return picked;
  }

  private boolean better(Picked picked, double number, long time) {
    return switch (which) {
      case MIN -> Double.compare(number, picked.number) < 0;
      case MAX -> Double.compare(number, picked.number) > 0;
      case FIRST ->
          time < picked.time || (time == picked.time && Double.compare(number, picked.number) < 0);
      case LAST ->
          time > picked.time || (time == picked.time && Double.compare(number, picked.number) > 0);
    };
  }

  @Override
  public Double extractOutput(Picked picked) {
    return picked.number;
  }

  @Override
  Coder<Picked> coder() {
    return new PickedCoder();
  }

  private static final class PickedCoder extends CustomCoder<Picked> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Picked picked, OutputStream out) throws IOException {
      Wire.writeDecimal(picked.number, out);
      Wire.writeSigned(picked.time, out);
    }

    @Override
    public Picked decode(InputStream in) throws IOException {
      Picked picked = new Picked();
      picked.number = Wire.readDecimal(in);
      picked.time = Wire.readSigned(in);
      return picked;
    }
  }
}
