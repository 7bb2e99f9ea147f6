package dev.interlock.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The ids by which a client's problem document and the server's log are brought together. */
public final class RequestId {
    private static final int LONGEST = 128;

    private RequestId() {}

    /** An id of its own for a request: 16 hexadecimal digits, random, and no secret. */
    public static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /**
     * Whether a text may be the id of a request, such as one that a client sent: 1 to 128 characters of visible ASCII, which
     * can neither forge a line of a log nor fill it.
     */
    public static boolean isValid(CharSequence id) {
        if (id.length() == 0 || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    static String requireValid(String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException(
                    "An id of a request is 1 to 128 characters of visible ASCII. Tip: ask RequestId.isValid(id) before");
        }
        return id;
    }
}
