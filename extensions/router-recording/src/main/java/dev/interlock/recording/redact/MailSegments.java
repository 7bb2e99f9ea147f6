package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides e-mail addresses in paths. Clients put one where a route expects an id, and no name marks it as a secret.
 */
final class MailSegments {
    private static final byte[] ESCAPED = Texts.ascii("%40");

    private MailSegments() {}

    /** Appends a path, or a part of one, with pseudonyms in place of the segments that are e-mail addresses. */
    static void append(byte[] bytes, int from, int to, Pseudonyms pseudonyms, ByteWriter scratch, ByteWriter out) {
        int at = from;
        while (at < to) {
            int end = Texts.find(bytes, at, to, (byte) '/');
            if (isMail(bytes, at, end)) {
                Texts.decode(bytes, at, end, scratch);
                pseudonyms.append(scratch.array(), 0, scratch.length(), out);
            } else {
                out.append(bytes, at, end);
            }
            if (end < to) {
                out.append((byte) '/');
            }
            at = end + 1;
        }
    }

    /** Returns whether a segment has an at sign, escaped or not, between other characters. */
    private static boolean isMail(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '@'
                    || (bytes[i] == '%' && i + ESCAPED.length < to && Texts.startsIgnoreCase(bytes, i, to, ESCAPED))) {
                return true;
            }
        }
        return false;
    }
}
