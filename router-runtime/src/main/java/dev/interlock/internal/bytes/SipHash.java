package dev.interlock.internal.bytes;

/**
 * SipHash-2-4 (Aumasson and Bernstein). Without the key, nobody can produce collisions. Not safe for use by several
 * threads.
 */
public final class SipHash {
    private final long key0;
    private final long key1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    /** Creates a hash with a 128-bit key. If clients choose the hashed data, the key must be random. */
    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** Returns the hash of the eight bytes of a number. */
    public long of(long value) {
        begin();
        word(value);
        return finish((long) Long.BYTES << 56);
    }

    /**
     * Returns the hash of a range.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public long of(byte[] bytes, int offset, int length) {
        begin();
        int at = offset;
        int end = offset + length;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            word(Swar.word(bytes, at));
        }
        long last = (long) length << 56;
        for (int shift = 0; at < end; at++) {
            last |= (bytes[at] & 0xffL) << shift;
            shift += Byte.SIZE;
        }
        return finish(last);
    }

    private void begin() {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
    }

    private void word(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private long finish(long last) {
        word(last);
        v2 ^= 0xff;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
