package dev.catchment.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * Messages that leave together, under a number by which a destination knows whether it has them.
 *
 * @param line the name of a series of numbers; each run that begins without a state of its own has
 *     another
 * @param shard the part of the line that the messages belong to
 * @param number counted from 0 in each shard of a line, without gaps
 * @param messages what leaves, in order; at least one
 */
public record Parcel(String line, int shard, long number, List<Outgoing> messages) {
  public Parcel {
    messages = List.copyOf(messages);
    checkArgument(!messages.isEmpty(), "a parcel is empty");
  }

  /** Names the parcel without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Parcel[" + line + " " + shard + " " + number + "]";
  }
}
