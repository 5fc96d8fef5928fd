package dev.catchment.pipelines.query;

import com.google.common.hash.Hashing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.values.KV;

/**
 * How many rows there are, how many bytes they have, and up to {@value #MOST} different ones, those
 * of the least hashes: the same of the same rows, however they are merged.
 *
 * @param rows how many there are
 * @param bytes the bytes of all
 * @param chosen the bytes of some
 */
record RowSample(long rows, long bytes, List<byte[]> chosen) implements Serializable {
  static final Coder<RowSample> CODER =
      DelegateCoder.of(
          KvCoder.of(
              KvCoder.of(VarLongCoder.of(), VarLongCoder.of()), ListCoder.of(ByteArrayCoder.of())),
          sample -> KV.of(KV.of(sample.rows, sample.bytes), sample.chosen),
          parts ->
              new RowSample(parts.getKey().getKey(), parts.getKey().getValue(), parts.getValue()));

  private static final int MOST = 1024;

  RowSample {
    chosen = List.copyOf(chosen);
  }

  /** The rows before which parts end, in order: as many that parts have about so many bytes. */
  List<byte[]> cuts(long partBytes) {
    int parts = (int) Math.min(Math.max(bytes / partBytes, 1), chosen.size());
    List<byte[]> sorted = new ArrayList<>(chosen);
    sorted.sort(SortedRow::compare);
    List<byte[]> cuts = new ArrayList<>();
    for (int part = 1; part < parts; part++) {
      cuts.add(sorted.get((int) ((long) part * sorted.size() / parts)));
    }
    return cuts;
  }

  /** Between which cuts a row is: the number of those that are not after it. */
  static int place(byte[] row, List<byte[]> cuts) {
    int found = Collections.binarySearch(cuts, row, SortedRow::compare);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Collects a sample. */
  static final class Builder {
    private final TreeMap<Long, byte[]> chosen = new TreeMap<>();
    private long rows;
    private long bytes;

    /** Adds a row. */
    void add(byte[] row) {
      rows++;
      bytes += row.length;
      choose(row);
    }

    void addAll(RowSample other) {
      rows += other.rows;
      bytes += other.bytes;
      other.chosen.forEach(this::choose);
    }

    private void choose(byte[] row) {
      long hash = Hashing.murmur3_128().hashBytes(row).asLong();
      if (chosen.size() < MOST || hash < chosen.lastKey()) {
        chosen.put(hash, row);
        if (chosen.size() > MOST) {
          chosen.pollLastEntry();
        }
      }
    }

    RowSample build() {
      return new RowSample(
          rows, bytes, chosen.entrySet().stream().map(Map.Entry::getValue).toList());
    }
  }

  /** Merges samples. */
  static final class MergeFn extends Combine.CombineFn<RowSample, Builder, RowSample> {
    private static final long serialVersionUID = 1;

    @Override
    public Builder createAccumulator() {
      return new Builder();
    }

    @Override
    public Builder addInput(Builder sum, RowSample sample) {
      sum.addAll(sample);
      return sum;
    }

    @Override
    public Builder mergeAccumulators(Iterable<Builder> sums) {
      Builder all = new Builder();
      sums.forEach(sum -> all.addAll(sum.build()));
      return all;
    }

    @Override
    public RowSample extractOutput(Builder sum) {
      return sum.build();
    }

    @Override
    public Coder<Builder> getAccumulatorCoder(CoderRegistry registry, Coder<RowSample> input) {
      return DelegateCoder.of(
          CODER,
          Builder::build,
          sample -> {
            Builder sum = new Builder();
            sum.addAll(sample);
            return sum;
          });
    }

    @Override
    public Coder<RowSample> getDefaultOutputCoder(CoderRegistry registry, Coder<RowSample> input) {
      return CODER;
    }
  }
}
