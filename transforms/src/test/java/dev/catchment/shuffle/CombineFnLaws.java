package dev.catchment.shuffle;

import static com.google.common.base.Preconditions.checkArgument;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.CoderUtils;

/** The laws that every CombineFn of the project obeys. */
public final class CombineFnLaws<InputT, AccumT, OutputT> {
  private static final int ROUNDS = 20;

  private final CombineFn<InputT, AccumT, OutputT> fn;
  private final List<InputT> inputs;
  private final Coder<AccumT> coder;
  private final OutputT whole;
  private final Random random = new Random(7);

  private CombineFnLaws(
      CombineFn<InputT, AccumT, OutputT> fn, List<InputT> inputs, Coder<AccumT> coder) {
    checkArgument(inputs.size() >= 3, "%s inputs, must be at least 3", inputs.size());
    this.fn = fn;
    this.inputs = List.copyOf(inputs);
    this.coder = coder;
    this.whole = extract(accumulate(inputs));
  }

  /**
   * Checks that merging equals adding up, in any order and grouping, that an empty accumulator
   * changes nothing, that extracting and merging leave what they read alone, and that accumulators
   * survive the coder.
   *
   * @param inputs at least 3
   * @param coder the coder of the accumulators
   */
  public static <InputT, AccumT, OutputT> void check(
      CombineFn<InputT, AccumT, OutputT> fn, List<InputT> inputs, Coder<AccumT> coder)
      throws CoderException {
    CombineFnLaws<InputT, AccumT, OutputT> laws = new CombineFnLaws<>(fn, inputs, coder);
    laws.checkIdentity();
    for (int round = 0; round < ROUNDS; round++) {
      laws.checkMerge();
      laws.checkExtract();
      laws.checkCoder();
    }
  }

  private void checkIdentity() {
    OutputT empty = extract(fn.createAccumulator());
    assertEquals(empty, extract(merge(fn.createAccumulator(), fn.createAccumulator())));
    assertEquals(whole, extract(merge(fn.createAccumulator(), accumulate(inputs))));
    assertEquals(whole, extract(merge(accumulate(inputs), fn.createAccumulator())));
    assertEquals(whole, extract(fn.compact(accumulate(inputs))));
    assertEquals(whole, extract(fn.mergeAccumulators(List.of(accumulate(inputs)))));
  }

  private void checkMerge() throws CoderException {
    List<InputT> shuffled = new ArrayList<>(inputs);
    Collections.shuffle(shuffled, random);
    assertEquals("any order", whole, extract(accumulate(shuffled)));
    int first = random.nextInt(shuffled.size());
    int second = first + random.nextInt(shuffled.size() - first);
    List<InputT> a = shuffled.subList(0, first);
    List<InputT> b = shuffled.subList(first, second);
    List<InputT> c = shuffled.subList(second, shuffled.size());
    AccumT right = accumulate(c);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, right);
    assertEquals(
        "commutative",
        extract(merge(accumulate(b), right)),
        extract(merge(accumulate(c), accumulate(b))));
    assertArrayEquals(
        "only the first may change", bytes, CoderUtils.encodeToByteArray(coder, right));
    assertEquals(
        "left first", whole, extract(merge(merge(accumulate(a), accumulate(b)), accumulate(c))));
    assertEquals(
        "right first", whole, extract(merge(accumulate(a), merge(accumulate(b), accumulate(c)))));
    assertEquals(
        "all at once",
        whole,
        extract(fn.mergeAccumulators(Arrays.asList(accumulate(a), accumulate(b), accumulate(c)))));
  }

  private void checkExtract() {
    AccumT accumulator = accumulate(inputs);
    OutputT before = extract(accumulator);
    assertEquals("extracting twice", whole, extract(accumulator));
    InputT more = inputs.get(random.nextInt(inputs.size()));
    AccumT grown = fn.addInput(accumulator, more);
    assertEquals("output does not alias the accumulator", whole, before);
    List<InputT> all = new ArrayList<>(inputs);
    all.add(more);
    assertEquals("extracting changes nothing", extract(accumulate(all)), extract(grown));
  }

  private void checkCoder() throws CoderException {
    int split = random.nextInt(inputs.size());
    AccumT left = CoderUtils.clone(coder, accumulate(inputs.subList(0, split)));
    AccumT right = CoderUtils.clone(coder, accumulate(inputs.subList(split, inputs.size())));
    assertEquals("merging decoded", whole, extract(merge(left, right)));
    AccumT grown = CoderUtils.clone(coder, accumulate(inputs.subList(0, split)));
    for (InputT input : inputs.subList(split, inputs.size())) {
      grown = fn.addInput(grown, input);
    }
    assertEquals("adding to decoded", whole, extract(grown));
  }

  private AccumT accumulate(List<InputT> some) {
    AccumT accumulator = fn.createAccumulator();
    for (InputT input : some) {
      accumulator = fn.addInput(accumulator, input);
    }
    return accumulator;
  }

  private AccumT merge(AccumT left, AccumT right) {
    return fn.mergeAccumulators(Arrays.asList(left, right));
  }

  private OutputT extract(AccumT accumulator) {
    return fn.extractOutput(accumulator);
  }
}
