package dev.interlock.internal.syntax;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.bytes.Swar;
import java.util.List;

/** Numbers of request methods. Generated code dispatches by these numbers. */
public final class HttpMethod {
    public static final int GET = 0;
    public static final int HEAD = 1;
    public static final int POST = 2;
    public static final int PUT = 3;
    public static final int PATCH = 4;
    public static final int DELETE = 5;
    public static final int OPTIONS = 6;

    /** Number of the first method that an application adds. Further added methods follow in alphabetical order. */
    public static final int FIRST_CUSTOM = 7;

    public static final List<String> STANDARD = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final long GET_WORD = word("GET");
    private static final long HEAD_WORD = word("HEAD");
    private static final long POST_WORD = word("POST");
    private static final long PUT_WORD = word("PUT");
    private static final long PATCH_WORD = word("PATCH");
    private static final long DELETE_WORD = word("DELETE");
    private static final long OPTIONS_WORD = word("OPTIONS");

    private HttpMethod() {}

    /**
     * Returns the number of the method in the bytes from {@code from} to {@code to}. Methods are case-sensitive (RFC
     * 9110 section 9.1).
     *
     * @return 0 to 6, or -1 for another method
     */
    public static int standard(byte[] bytes, int from, int to) {
        int length = to - from;
        // Methods are compared as words, with zeros after a short method. A method that ends with a received zero must
        // therefore be rejected first.
        if (length > Long.BYTES || (length > 0 && bytes[to - 1] == 0)) {
            return -1;
        }
        long word = bytes.length - from >= Long.BYTES
                ? Swar.first(Swar.word(bytes, from), length)
                : wordAtEnd(bytes, from, to);
        return word == GET_WORD ? GET : word == POST_WORD ? POST : others(word);
    }

    private static int others(long word) {
        if (word == PUT_WORD) {
            return PUT;
        }
        if (word == DELETE_WORD) {
            return DELETE;
        }
        if (word == PATCH_WORD) {
            return PATCH;
        }
        if (word == HEAD_WORD) {
            return HEAD;
        }
        return word == OPTIONS_WORD ? OPTIONS : -1;
    }

    /**
     * Returns the bytes from {@code from} to {@code to} as a word, even if the array has fewer than eight bytes from
     * there.
     */
    private static long wordAtEnd(byte[] bytes, int from, int to) {
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = (word << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return word;
    }

    private static long word(String method) {
        byte[] bytes = method.getBytes(US_ASCII);
        return wordAtEnd(bytes, 0, bytes.length);
    }
}
