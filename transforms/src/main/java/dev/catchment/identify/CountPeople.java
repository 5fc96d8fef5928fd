package dev.catchment.identify;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Counts distinct people up to a limit, in the namespace that has most of them.
 *
 * <p>A person is the first half of its {@link Key}: the namespace and 56 bits of the hash, enough
 * for a count of thousands. The accumulator is the ordered list of the smallest {@code limit}
 * people of each namespace, 8 bytes each; one person is the rule.
 */
final class CountPeople extends CombineFn<Long, long[], Integer> {
  private static final long serialVersionUID = 1;
  private static final int NAMESPACE_SHIFT = 56;

  private final int limit;

  CountPeople(int limit) {
    this.limit = limit;
  }

  @Override
  public long[] createAccumulator() {
    return new long[0];
  }

  @Override
  public long[] addInput(long[] people, Long person) {
    int found = Arrays.binarySearch(people, person);
    if (found >= 0) {
      return people;
    }
    int place = -found - 1;
    long[] more = new long[people.length + 1];
    System.arraycopy(people, 0, more, 0, place);
    more[place] = person;
    System.arraycopy(people, place, more, place + 1, people.length - place);
    return trimmed(more, place);
  }

  /** Without the last person of the namespace at a place if there are more than the limit. */
  private long[] trimmed(long[] people, int place) {
    int start = place;
    while (start > 0 && isSameNamespace(people[start - 1], people[place])) {
      start--;
    }
    int end = place;
    while (end < people.length && isSameNamespace(people[end], people[place])) {
      end++;
    }
    if (end - start <= limit) {
      return people;
    }
    long[] fewer = Arrays.copyOf(people, people.length - 1);
    System.arraycopy(people, end, fewer, end - 1, people.length - end);
    return fewer;
  }

  private static boolean isSameNamespace(long one, long other) {
    return one >>> NAMESPACE_SHIFT == other >>> NAMESPACE_SHIFT;
  }

  @Override
  public long[] mergeAccumulators(Iterable<long[]> accumulators) {
    long[] merged = createAccumulator();
    for (long[] people : accumulators) {
      for (long person : people) {
        merged = addInput(merged, person);
      }
    }
    return merged;
  }

  @Override
  public Integer extractOutput(long[] people) {
    int most = 0;
    int run = 0;
    for (int index = 0; index < people.length; index++) {
      run = index > 0 && isSameNamespace(people[index - 1], people[index]) ? run + 1 : 1;
      most = Math.max(most, run);
    }
    return most;
  }

  @Override
  public Coder<long[]> getAccumulatorCoder(CoderRegistry registry, Coder<Long> inputCoder) {
    return new PeopleCoder();
  }

  @Override
  public Coder<Integer> getDefaultOutputCoder(CoderRegistry registry, Coder<Long> inputCoder) {
    return VarIntCoder.of();
  }

  /** The coder of the accumulator; the format is in {@code docs/formats/coders.md}. */
  static final class PeopleCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] people, OutputStream out) throws IOException {
      Wire.writeVarint(people.length, out);
      for (long person : people) {
        Wire.writeFixed(person, out);
      }
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      long[] people = new long[Wire.readLength(in)];
      for (int index = 0; index < people.length; index++) {
        people[index] = Wire.readFixed(in);
      }
      return people;
    }

    @Override
    public void verifyDeterministic() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof PeopleCoder;
    }

    @Override
    public int hashCode() {
      return PeopleCoder.class.hashCode();
    }
  }
}
