package dev.interlock.processor.testing.proto;

import java.util.function.Predicate;

/** Shortens a message for which a test fails. Removes the bytes that are not necessary for the failure. */
final class Shortening {
    /** Maximum number of attempts, so that a failure with a large message is reported within seconds. */
    private static final int ATTEMPTS = 2_000;

    private Shortening() {}

    /** Removes one part of the message after another, as long as the rest still fails. */
    static byte[] of(byte[] bytes, Predicate<byte[]> fails) {
        byte[] shortest = bytes;
        int attempts = 0;
        for (int length = bytes.length; length > 0; length = Math.min(length - 1, length / 2 + 1)) {
            for (int from = 0; from + length <= shortest.length && attempts < ATTEMPTS; attempts++) {
                byte[] shorter = without(shortest, from, length);
                if (fails.test(shorter)) {
                    shortest = shorter;
                } else {
                    from += Math.max(1, length / 2);
                }
            }
        }
        return shortest;
    }

    static byte[] without(byte[] bytes, int from, int length) {
        byte[] shorter = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, shorter, 0, from);
        System.arraycopy(bytes, from + length, shorter, from, shorter.length - from);
        return shorter;
    }
}
