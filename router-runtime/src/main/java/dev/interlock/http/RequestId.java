package dev.interlock.http;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Request ids, which connect a client's problem document with the server's log. */
public final class RequestId {
    /** Limit on the characters of an id. */
    static final int LONGEST = 128;

    private static final String DIGITS = "0123456789abcdef";
    private static final int BITS_OF_DIGIT = 4;

    /**
     * Random numbers of the JVM. Each thread has its own generator. Safe for use by several threads; allocates nothing.
     */
    public static final RandomGenerator RANDOM = new RandomGenerator() {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    };

    private RequestId() {}

    /**
     * Id of a request, as in {@link Request#id()}. Allocates nothing. Valid until the request is over or gets another
     * id.
     */
    public static CharSequence of(Request request) {
        return request.context().idChars();
    }

    /**
     * Sets the id of a request, like {@link Request#id(String)}, for a filter that reads the id from the bytes of the
     * request. Allocates nothing.
     *
     * @throws IllegalArgumentException unless {@link #isValid} accepts the bytes as characters
     */
    public static void set(Request request, byte[] bytes, int from, int to) {
        if (from == to || to - from > LONGEST) {
            throw invalid();
        }
        for (int i = from; i < to; i++) {
            if (!isAllowed(bytes[i])) {
                throw invalid();
            }
        }
        request.context().id(bytes, from, to);
    }

    /**
     * Writes a new id of random hexadecimal digits. It is not secret.
     *
     * @param into has room for {@link #LONGEST} bytes
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
     * Whether a text, such as one that a client sent, may be the id of a request: 1 to 128 characters of visible ASCII.
     * So an id can neither forge a line of a log nor fill it.
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
                "A request id has 1 to 128 characters of visible ASCII. Tip: call RequestId.isValid(id) first");
    }
}
