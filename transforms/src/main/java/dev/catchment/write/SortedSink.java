package dev.catchment.write;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Writes the elements of one file in order, so that the same elements give the same bytes.
 *
 * <p>Holds the elements of the file in memory until all are there.
 */
final class SortedSink<T, OutputT> implements FileIO.Sink<T> {
  private static final long serialVersionUID = 1;

  private final Order<T> order;
  private final SerializableFunction<T, OutputT> format;
  private final FileIO.Sink<OutputT> sink;
  private transient List<T> elements;

  /** A comparator that can be sent to a worker. */
  interface Order<T> extends Comparator<T>, Serializable {}

  /** Writes through a sink in an order that only equal outputs may leave open. */
  SortedSink(Order<T> order, SerializableFunction<T, OutputT> format, FileIO.Sink<OutputT> sink) {
    this.order = order;
    this.format = format;
    this.sink = sink;
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    elements = new ArrayList<>();
    sink.open(channel);
  }

  @Override
  public void write(T element) {
    elements.add(element);
  }

  @Override
  public void flush() throws IOException {
    elements.sort(order);
    for (T element : elements) {
      sink.write(format.apply(element));
    }
    elements = null;
    sink.flush();
  }
}
