package dev.interlock.benchmarks.protobuf;

/**
 * Computes a number that depends on every field, every character and their order. Therefore no library can omit reading
 * the parsed values. Rust's peer computes the same number.
 */
final class Checksum {
    private Checksum() {}

    static long mix(long sum, long value) {
        return Long.rotateLeft(sum, 5) ^ value;
    }

    static long text(long sum, String text) {
        int length = text.length();
        long own = length;
        for (int i = 0; i < length; i++) {
            own = mix(own, text.charAt(i));
        }
        return mix(sum, own);
    }

    static long text(long sum, CharSequence text) {
        int length = text.length();
        long own = length;
        for (int i = 0; i < length; i++) {
            own = mix(own, text.charAt(i));
        }
        return mix(sum, own);
    }

    /** Adds the bytes of a field that is not text. Each byte counts as a number from 0 to 255. */
    static long bytes(long sum, byte[] bytes, int offset, int length) {
        long own = length;
        for (int i = offset; i < offset + length; i++) {
            own = mix(own, bytes[i] & 0xff);
        }
        return mix(sum, own);
    }
}
