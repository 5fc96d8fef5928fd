package dev.catchment.query;

import dev.catchment.account.Progress;
import dev.catchment.model.ByteSink;
import dev.catchment.model.ByteSource;
import dev.catchment.model.Wire;
import dev.catchment.query.DataType.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Groups rows by key columns and computes aggregate functions of each group. A hash table per
 * bundle holds the states of its groups; they go by the hash of the key into {@value Shards#COUNT}
 * shards, which are merged.
 *
 * <p>Memory: the keys and states of {@value #BUNDLE_GROUPS} groups in a bundle, and of the groups
 * of a shard and window where they are merged.
 */
final class AggregateRows extends Step {
  private static final int BUNDLE_GROUPS = 200_000;

  private final Plan plan;
  private final String text;

  /**
   * A plan of an aggregation.
   *
   * @param keys the key columns of the input
   * @param sets the grouping sets, each the indexes of its keys
   */
  record Plan(
      KeyColumns keys, List<Set<Integer>> sets, List<AggregateFunction> functions, RowType type)
      implements Serializable {}

  AggregateRows(String text, Plan plan, Flow flow, Step input) {
    super(plan.type(), flow, input);
    this.plan = plan;
    this.text = text;
  }

  Plan plan() {
    return plan;
  }

  @Override
  boolean isSmall() {
    return plan.keys().size() == 0;
  }

  @Override
  String describe() {
    return text;
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    PCollection<KV<Integer, byte[]>> parts =
        wiring
            .states(this)
            .orElseGet(
                () ->
                    of.get(0)
                        .apply(wiring.name("AggregateBundle"), ParDo.of(new Bundle(plan)))
                        .setCoder(Shards.CODER));
    boolean total = plan.sets().stream().anyMatch(Set::isEmpty);
    if (total && !flow().unbounded()) {
      PCollection<KV<Integer, byte[]>> seed =
          wiring
              .pipeline()
              .apply(wiring.name("AggregateNothing"), Create.of(nothing()).withCoder(Shards.CODER));
      parts =
          PCollectionList.of(parts)
              .and(seed)
              .apply(wiring.name("AggregateAll"), Flatten.pCollections());
    }
    return wiring.rows("AggregateMerge", Shards.group(parts, wiring), new Merge(plan), type());
  }

  /** The states of the groups that have no key, without a row: they have a result all the same. */
  private List<KV<Integer, byte[]>> nothing() {
    List<KV<Integer, byte[]>> parts = new ArrayList<>();
    for (int set = 0; set < plan.sets().size(); set++) {
      if (plan.sets().get(set).isEmpty()) {
        Groups groups = new Groups(plan);
        groups.addEmpty(set);
        groups.drain(parts::add);
      }
    }
    return parts;
  }

  /** The states of some groups. */
  static final class Groups {
    private final Plan plan;
    private final boolean single;
    private final GroupTable table = new GroupTable();
    private final NumberTable numbers = new NumberTable();
    private final States[] states;
    private final ByteSink key = new ByteSink();
    private int none = -1;
    private long rows;

    Groups(Plan plan) {
      this.plan = plan;
      this.single =
          plan.sets().size() == 1
              && plan.keys().size() == 1
              && plan.keys().type(0).storage() != Storage.OBJECT;
      this.states = plan.functions().stream().map(AggregateFunction::states).toArray(States[]::new);
    }

    /** Whether there are as many as a bundle may hold. */
    boolean isFull() {
      return size() >= BUNDLE_GROUPS;
    }

    private int size() {
      return single ? numbers.size() : table.size();
    }

    void addEmpty(int set) {
      key.clear();
      writeSet(set);
      for (int index = 0; index < plan.keys().size(); index++) {
        key.write(0);
      }
      table.add(key);
      grow();
    }

    private void writeSet(int set) {
      if (plan.sets().size() > 1) {
        key.write(set);
      }
    }

    void add(RowBlock block) {
      rows += block.rows();
      int[] groups = new int[block.rows()];
      for (int set = 0; set < plan.sets().size(); set++) {
        if (single) {
          number(block, groups);
        } else {
          number(block, set, groups);
        }
        grow();
        for (int index = 0; index < states.length; index++) {
          int filter = plan.functions().get(index).filter();
          states[index].addAll(block, filter < 0 ? groups : filtered(block, filter, groups));
        }
      }
    }

    private void grow() {
      for (States each : states) {
        each.grow(size());
      }
    }

    private void number(RowBlock block, int[] groups) {
      int column = plan.keys().column(0);
      BitSet gaps = block.missing(column);
      if (block.column(column) instanceof double[] reals) {
        for (int row = 0; row < groups.length; row++) {
          groups[row] =
              gaps != null && gaps.get(row) ? none() : numbers.add(KeyColumns.bits(reals[row]));
        }
        return;
      }
      long[] wholes = (long[]) block.column(column);
      for (int row = 0; row < groups.length; row++) {
        groups[row] = gaps != null && gaps.get(row) ? none() : numbers.add(wholes[row]);
      }
    }

    private int none() {
      if (none < 0) {
        none = numbers.addNone();
      }
      return none;
    }

    private void number(RowBlock block, int set, int[] groups) {
      Set<Integer> of = plan.sets().get(set);
      boolean all = of.size() == plan.keys().size();
      for (int row = 0; row < groups.length; row++) {
        key.clear();
        writeSet(set);
        if (all) {
          plan.keys().write(block, row, key);
        } else {
          for (int index = 0; index < plan.keys().size(); index++) {
            if (of.contains(index)) {
              plan.keys().write(block, row, index, key);
            } else {
              key.write(0);
            }
          }
        }
        groups[row] = table.add(key);
      }
    }

    private static int[] filtered(RowBlock block, int filter, int[] groups) {
      int[] chosen = groups.clone();
      for (int row = 0; row < chosen.length; row++) {
        if (block.isMissing(filter, row) || block.longAt(filter, row) != 1) {
          chosen[row] = -1;
        }
      }
      return chosen;
    }

    private void writeKey(int group) {
      key.clear();
      if (!single) {
        table.write(group, key);
      } else if (group == none) {
        key.write(0);
      } else if (plan.keys().type(0).storage() == Storage.DOUBLE) {
        KeyColumns.writeBits(numbers.key(group), key);
      } else {
        KeyColumns.writeLong(numbers.key(group), key);
      }
    }

    /**
     * Hands out the groups by shard: the number of rows they are of, of groups, and of each the
     * length of its key, the key, and its states.
     */
    void drain(Consumer<KV<Integer, byte[]>> out) {
      ByteSink[] shards = new ByteSink[Shards.COUNT];
      int[] sizes = new int[Shards.COUNT];
      try {
        for (int group = 0; group < size(); group++) {
          writeKey(group);
          int shard = Shards.of(key, Shards.COUNT);
          if (shards[shard] == null) {
            shards[shard] = new ByteSink();
          }
          ByteSink bytes = shards[shard];
          sizes[shard]++;
          Wire.writeVarint(key.size(), bytes);
          bytes.write(key.array(), 0, key.size());
          for (States each : states) {
            each.write(group, bytes);
          }
        }
        long left = rows;
        for (int shard = 0; shard < Shards.COUNT; shard++) {
          if (shards[shard] != null) {
            ByteSink head = new ByteSink();
            Wire.writeVarint(left, head);
            Wire.writeVarint(sizes[shard], head);
            left = 0;
            byte[] block = Arrays.copyOf(head.array(), head.size() + shards[shard].size());
            System.arraycopy(shards[shard].array(), 0, block, head.size(), shards[shard].size());
            out.accept(KV.of(shard, block));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Merges what another handed out. */
    void merge(byte[] block) throws IOException {
      InputStream in = new ByteSource(block);
      Wire.readVarint(in);
      for (int left = Wire.readLength(in); left > 0; left--) {
        int length = Wire.readLength(in);
        int group = single ? readNumber(in) : readKey(length, in);
        for (States each : states) {
          each.grow(size());
          each.merge(group, in);
        }
      }
    }

    private int readNumber(InputStream in) throws IOException {
      if (Wire.readByte(in) == 0) {
        return none();
      }
      return numbers.add(
          plan.keys().type(0).storage() == Storage.DOUBLE
              ? Wire.readFixed(in)
              : Wire.readSigned(in));
    }

    private int readKey(int length, InputStream in) throws IOException {
      byte[] bytes = new byte[length];
      Wire.readFully(bytes, in);
      key.clear();
      key.write(bytes, 0, length);
      return table.add(key);
    }

    static long rows(byte[] block) throws IOException {
      return Wire.readVarint(new ByteSource(block));
    }

    void results(Consumer<RowBlock> out, Consumer<RowError> errors) throws IOException {
      RowBlock.Builder builder = RowBlock.builder(plan.type());
      int keys = plan.keys().size();
      for (int group = 0; group < size(); group++) {
        writeKey(group);
        InputStream in = new ByteSource(key.array(), 0, key.size());
        int set = plan.sets().size() > 1 ? Wire.readByte(in) : 0;
        for (int index = 0; index < keys; index++) {
          plan.keys().read(in, index, builder, index);
        }
        try {
          for (int index = 0; index < states.length; index++) {
            builder.setValue(keys + index, result(index, group, set));
          }
        } catch (RowFailure e) {
          fail(e, builder, errors);
          continue;
        }
        builder.endRow(out);
      }
      builder.finish(out);
    }

    private Object result(int index, int group, int set) {
      AggregateFunction function = plan.functions().get(index);
      if (function.kind() == AggregateFunction.Kind.TRUE) {
        return 1L;
      }
      if (function.kind() != AggregateFunction.Kind.GROUPING) {
        return states[index].result(group);
      }
      long bits = 0;
      for (int column : function.columns()) {
        bits = 2 * bits + (plan.sets().get(set).contains(column) ? 0 : 1);
      }
      return bits;
    }

    /** Tells of the group at hand by its key. */
    private void fail(RowFailure failure, RowBlock.Builder builder, Consumer<RowError> errors) {
      RowBlock row = builder.takeLast();
      errors.accept(RowFailures.of(failure, plan.type().names().toString(), row, 0));
    }
  }

  private static final class Bundle extends DoFn<RowBlock, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final Plan plan;
    private transient Map<BoundedWindow, Groups> windows;

    Bundle(Plan plan) {
      this.plan = plan;
    }

    @StartBundle
    public void startBundle() {
      windows = new HashMap<>();
    }

    @ProcessElement
    public void add(ProcessContext context, BoundedWindow window) {
      Groups groups = windows.computeIfAbsent(window, unused -> new Groups(plan));
      groups.add(context.element());
      if (groups.isFull()) {
        groups.drain(
            part ->
                context.outputWindowedValue(
                    part, window.maxTimestamp(), List.of(window), PaneInfo.NO_FIRING));
        windows.remove(window);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      windows.forEach(
          (window, groups) ->
              groups.drain(part -> context.output(part, window.maxTimestamp(), window)));
      windows = new HashMap<>();
    }
  }

  private static final class Merge extends DoFn<KV<Integer, Iterable<byte[]>>, RowBlock> {
    private static final long serialVersionUID = 1;

    private final Plan plan;

    Merge(Plan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void merge(
        @Element KV<Integer, Iterable<byte[]>> shard, PaneInfo pane, MultiOutputReceiver out)
        throws IOException {
      if (Shards.isLate(pane)) {
        for (byte[] block : shard.getValue()) {
          Progress.add(Progress.LATE, Groups.rows(block));
        }
        return;
      }
      Groups groups = new Groups(plan);
      for (byte[] block : shard.getValue()) {
        groups.merge(block);
      }
      groups.results(
          block -> out.get(RunQuery.ROWS).output(block),
          error -> out.get(RunQuery.ERRORS).output(error));
    }
  }
}
