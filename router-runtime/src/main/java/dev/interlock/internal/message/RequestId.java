package dev.interlock.internal.message;

import dev.interlock.internal.determinism.HasOwnRandomness;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Creates and checks request ids. An id connects a client's problem document with the server's log. */
@HasOwnRandomness("This is the source of the server.")
public final class RequestId {
    /** Limit on the characters of an id. */
    static final int LONGEST = 128;

    private static final String DIGITS = "0123456789abcdef";
    private static final int BITS_OF_DIGIT = 4;

    /**
     * Random numbers of the JVM. Each thread has its own generator. Safe for use by several threads. Allocates nothing.
     */
    public static final RandomGenerator RANDOM = new RandomGenerator() {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    };

    private RequestId() {}

    /**
     * Checks an id in the bytes of a request.
     *
     * @throws IllegalArgumentException unless {@link #isValid} accepts the characters of the bytes
     */
    static void requireValid(byte[] bytes, int from, int to) {
        if (from == to || to - from > LONGEST) {
            throw invalid();
        }
        for (int i = from; i < to; i++) {
            if (!isAllowed(bytes[i])) {
                throw invalid();
            }
        }
    }

    /**
     * Writes a new id of random hexadecimal digits. The id is not a secret.
     *
     * @param into array with room for {@link #LONGEST} bytes
     * @return number of digits, 16
     */
    static int write(RandomGenerator random, byte[] into) {
        long number = random.nextLong();
        int count = Long.SIZE / BITS_OF_DIGIT;
        for (int i = 0; i < count; i++) {
            into[i] = (byte) DIGITS.charAt((int) (number >>> (i * BITS_OF_DIGIT)) & 0xf);
        }
        return count;
    }

    /**
     * Returns whether a text may be the id of a request: 1 to 128 characters of visible ASCII. So a client that chooses
     * the id can neither forge a line of a log nor fill the log.
     */
    public static boolean isValid(CharSequence id) {
        if (id.length() == 0 || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(int character) {
        return character > ' ' && character < 0x7f;
    }

    static String requireValid(String id) {
        if (!isValid(id)) {
            throw invalid();
        }
        return id;
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "A request id has 1 to 128 characters of visible ASCII. Tip: call RequestIds.isValid(id) first");
    }
}
