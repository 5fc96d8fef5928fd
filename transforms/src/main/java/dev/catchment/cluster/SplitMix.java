package dev.catchment.cluster;

/**
 * The SplitMix64 generator of pseudo-random numbers (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, 2014), written out so that a seed gives the same numbers for
 * ever.
 */
final class SplitMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  /** A well-mixed, invertible function of 64 bits. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** The generator of one of many independent streams of a seed. */
  static SplitMix stream(long seed, long stream) {
    return new SplitMix(mix(mix(seed + GOLDEN) + GOLDEN * (stream + 1)));
  }

  /** The rank of a row in a sample: a hash of its key that depends on the seed. */
  static long rank(long seed, long key) {
    return mix(mix(seed + GOLDEN) ^ mix(key + GOLDEN));
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, 1), a multiple of 2<sup>-53</sup>. */
  double nextDouble() {
    return uniform(nextLong());
  }

  /** Well-mixed bits as a number in [0, 1), a multiple of 2<sup>-53</sup>. */
  static double uniform(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
