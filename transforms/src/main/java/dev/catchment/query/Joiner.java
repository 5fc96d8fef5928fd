package dev.catchment.query;

import dev.catchment.model.ByteSink;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Joins rows to those of a table held in memory, by equal keys and a condition. Not thread-safe.
 */
final class Joiner {
  /** What becomes of rows without a partner, and whether pairs are put out at all. */
  enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI
  }

  /**
   * How rows are joined: those of the left side, which pass by, to those of the right, which are
   * held.
   *
   * @param nullSafe of each key whether two missing values are equal
   * @param condition over the columns of the left and then of the right side, null for none
   * @param swapped whether the columns of the right side come first in the result and in the
   *     condition
   */
  record Plan(
      Kind kind,
      RowType left,
      RowType right,
      KeyColumns leftKeys,
      KeyColumns rightKeys,
      List<Boolean> nullSafe,
      Expression condition,
      String conditionText,
      RowType pairs,
      RowType type,
      boolean swapped)
      implements Serializable {}

  private final Plan plan;
  private final Consumer<RowBlock> out;
  private final Consumer<RowError> errors;
  private final ByteSink key = new ByteSink();
  private final List<RowBlock> held = new ArrayList<>();
  private final GroupTable table = new GroupTable();
  private int[] first = new int[64];
  private int[] next = new int[64];
  private int[] blockOf = new int[64];
  private int[] rowOf = new int[64];
  private int size;
  private final BitSet matchedRight = new BitSet();

  private final RowBlock.Builder candidates;
  private final int[] candidateLeft = new int[RowBlock.ROWS];
  private final int[] candidateRight = new int[RowBlock.ROWS];
  private BitSet matchedLeft = new BitSet();

  Joiner(Plan plan, Consumer<RowBlock> out, Consumer<RowError> errors) {
    this.plan = plan;
    this.out = out;
    this.errors = errors;
    this.candidates = RowBlock.builder(plan.pairs());
  }

  /** Holds the rows of the right side. */
  void hold(RowBlock block) {
    held.add(block);
    for (int row = 0; row < block.rows(); row++) {
      if (size == next.length) {
        next = Arrays.copyOf(next, 2 * size);
        blockOf = Arrays.copyOf(blockOf, 2 * size);
        rowOf = Arrays.copyOf(rowOf, 2 * size);
      }
      blockOf[size] = held.size() - 1;
      rowOf[size] = row;
      next[size] = -1;
      if (canMatch(block, row, plan.rightKeys())) {
        key.clear();
        plan.rightKeys().write(block, row, key);
        int before = table.size();
        int group = table.add(key);
        if (group == first.length) {
          first = Arrays.copyOf(first, 2 * group);
        }
        next[size] = group < before ? first[group] : -1;
        first[group] = size;
      }
      size++;
    }
  }

  private boolean canMatch(RowBlock block, int row, KeyColumns keys) {
    for (int index = 0; index < keys.size(); index++) {
      if (!plan.nullSafe().get(index) && keys.isMissing(block, row, index)) {
        return false;
      }
    }
    return true;
  }

  /** Joins the rows of a block of the left side. */
  void pass(RowBlock block) {
    matchedLeft = new BitSet();
    for (int row = 0; row < block.rows(); row++) {
      if (!canMatch(block, row, plan.leftKeys())) {
        continue;
      }
      key.clear();
      plan.leftKeys().write(block, row, key);
      int group = table.find(key);
      if (group < 0) {
        continue;
      }
      if (plan.condition() == null && isHalf()) {
        matchedLeft.set(row);
        continue;
      }
      for (int right = first[group]; right >= 0; right = next[right]) {
        candidate(block, row, right);
        if (candidates.rows() == RowBlock.ROWS) {
          check();
        }
      }
    }
    check();
    switch (plan.kind()) {
      case LEFT, FULL -> putUnmatchedLeft(block);
      case SEMI -> putLeft(block, true);
      case ANTI -> putLeft(block, false);
      default -> {}
    }
  }

  private boolean isHalf() {
    return plan.kind() == Kind.SEMI || plan.kind() == Kind.ANTI;
  }

  private void candidate(RowBlock block, int row, int right) {
    int index = candidates.rows();
    candidateLeft[index] = row;
    candidateRight[index] = right;
    candidates.copy(block, row, plan.swapped() ? plan.right().size() : 0);
    candidates.copy(
        held.get(blockOf[right]), rowOf[right], plan.swapped() ? 0 : plan.left().size());
    candidates.endRow();
  }

  private void check() {
    if (candidates.rows() == 0) {
      return;
    }
    RowBlock pairs = candidates.build();
    int[] kept = new int[pairs.rows()];
    int count = 0;
    RowCursor cursor = new RowCursor();
    for (int row = 0; row < kept.length; row++) {
      boolean matches = plan.condition() == null;
      if (!matches) {
        cursor.moveTo(pairs, row);
        try {
          matches = plan.condition().longAt(cursor) == 1 && !cursor.missing;
        } catch (RowFailure e) {
          errors.accept(RowFailures.of(e, plan.conditionText(), pairs, row));
        }
      }
      if (matches) {
        matchedLeft.set(candidateLeft[row]);
        matchedRight.set(candidateRight[row]);
        kept[count++] = row;
      }
    }
    if (count > 0 && !isHalf()) {
      out.accept(count == kept.length ? pairs : pairs.take(kept, count));
    }
  }

  private void putUnmatchedLeft(RowBlock block) {
    RowBlock.Builder builder = RowBlock.builder(plan.type());
    for (int row = 0; row < block.rows(); row++) {
      if (!matchedLeft.get(row)) {
        builder.copy(block, row, 0);
        builder.skip(plan.left().size(), plan.right().size());
        builder.endRow();
      }
    }
    builder.finish(out);
  }

  private void putLeft(RowBlock block, boolean matched) {
    int[] kept = new int[block.rows()];
    int count = 0;
    for (int row = 0; row < kept.length; row++) {
      if (matchedLeft.get(row) == matched) {
        kept[count++] = row;
      }
    }
    if (count > 0) {
      out.accept(block.take(kept, count));
    }
  }

  /** Puts out what is left when all rows of the left side have passed. */
  void finish() {
    if (plan.kind() != Kind.RIGHT && plan.kind() != Kind.FULL) {
      return;
    }
    RowBlock.Builder builder = RowBlock.builder(plan.type());
    for (int right = 0; right < size; right++) {
      if (!matchedRight.get(right)) {
        builder.skip(0, plan.left().size());
        builder.copy(held.get(blockOf[right]), rowOf[right], plan.left().size());
        builder.endRow(out);
      }
    }
    builder.finish(out);
  }
}
