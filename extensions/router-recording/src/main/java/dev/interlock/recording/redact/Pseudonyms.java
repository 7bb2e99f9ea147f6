package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces values with pseudonyms (HMAC-SHA-256). Equal values have equal pseudonyms, so the requests of a session
 * still belong together. Without the key, nobody can check a guess. Caches the pseudonyms of short values, because most
 * tokens occur many times. Not safe for use by several threads.
 */
final class Pseudonyms {
    /** First byte of the pseudonym of a text. Fields, cookies, queries and JSON need no escape for it. */
    static final byte MARK = '~';

    private static final byte[] MAIL_DOMAIN = "@redacted.invalid".getBytes(StandardCharsets.US_ASCII);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGEST = 32;
    /** Number of digest bytes in the pseudonym of a text. */
    private static final int SHOWN = 16;

    /** Maximum number of digits for a pseudonym with the same number of digits. */
    private static final int MAX_DIGITS = 18;

    /** Number of cached pseudonyms, a power of two. The hash of a value selects its slot. */
    private static final int PLACES = 4096;

    private static final int MOST_REMEMBERED = 512;

    private final Mac mac;
    private final byte[] digest = new byte[DIGEST];
    private final byte[][] values = new byte[PLACES][];
    private final byte[][] pseudonyms = new byte[PLACES][];
    private final ByteWriter made = new ByteWriter(64);
    private final Echoes echoes = new Echoes();

    Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Returns the values that were replaced in the current exchange. */
    Echoes echoes() {
        return echoes;
    }

    /** Appends the pseudonym of a value. An empty value stays empty. */
    void append(byte[] bytes, int from, int to, ByteWriter out) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        echoes.add(bytes, from, to);
        if (length > MOST_REMEMBERED) {
            make(bytes, from, to);
            out.append(made.array(), 0, made.length());
            return;
        }
        int place = Words.hash(bytes, from, to) & (PLACES - 1);
        byte[] known = values[place];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, to)) {
            make(bytes, from, to);
            values[place] = Arrays.copyOfRange(bytes, from, to);
            pseudonyms[place] = Arrays.copyOf(made.array(), made.length());
        }
        out.append(pseudonyms[place]);
    }

    /** Appends the pseudonym of a JSON number: a number with the same number of digits before the decimal point. */
    void appendNumber(byte[] bytes, int from, int to, ByteWriter out) {
        int end = from;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        if (end == to && to - from <= MAX_DIGITS) {
            append(bytes, from, to, out);
        } else {
            echoes.add(bytes, from, to);
            long least = power(Math.max(0, Math.min(end - from, MAX_DIGITS) - 1));
            out.append(least + Long.remainderUnsigned(number(bytes, from, to), 9 * least));
        }
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * Appends a keyed digest of a digest.
     *
     * @param sha256 SHA-256 of a body
     */
    void appendDigest(byte[] sha256, int from, int to, ByteWriter out) {
        digest(sha256, from, to);
        out.append(digest);
    }

    /** Returns the first 64 bits of the keyed digest of a value, as the pseudonym of a number. */
    long number(byte[] bytes, int from, int to) {
        digest(bytes, from, to);
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | (digest[i] & 0xff);
        }
        return number;
    }

    private void make(byte[] bytes, int from, int to) {
        made.clear();
        int length = to - from;
        if (length <= MAX_DIGITS && isDigits(bytes, from, to)) {
            long least = power(length - 1);
            // Keeps the number of digits, because a replay target may check it.
            made.append(least + Long.remainderUnsigned(number(bytes, from, to), 9 * least));
            return;
        }
        digest(bytes, from, to);
        made.append(MARK).append(Base64.getUrlEncoder().withoutPadding().encode(Arrays.copyOf(digest, SHOWN)));
        if (isMail(bytes, from, to)) {
            made.append(MAIL_DOMAIN);
        }
    }

    private void digest(byte[] bytes, int from, int to) {
        try {
            mac.update(bytes, from, to - from);
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The digest has room", e);
        }
    }

    private static boolean isDigits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isMail(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '@') {
                return true;
            }
        }
        return false;
    }
}
