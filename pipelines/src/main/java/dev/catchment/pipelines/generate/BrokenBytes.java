package dev.catchment.pipelines.generate;

/** Makes UTF-8 text invalid. */
final class BrokenBytes {
  private BrokenBytes() {}

  /** The bytes with the first half of a two-byte letter put in, followed by a plain letter. */
  static byte[] after(byte[] bytes, int place) {
    byte[] broken = new byte[bytes.length + 2];
    System.arraycopy(bytes, 0, broken, 0, place);
    broken[place] = (byte) 0xC3;
    broken[place + 1] = '(';
    System.arraycopy(bytes, place, broken, place + 2, bytes.length - place);
    return broken;
  }
}
