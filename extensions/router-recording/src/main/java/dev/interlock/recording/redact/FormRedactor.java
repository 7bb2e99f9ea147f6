package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides secret values of a query or form ({@code application/x-www-form-urlencoded}). Not safe for use by several
 * threads.
 */
final class FormRedactor {
    private final Pseudonyms pseudonyms;
    private final NameCache names;
    private final ByteWriter decoded = new ByteWriter(256);

    FormRedactor(Pseudonyms pseudonyms, NameCache names) {
        this.pseudonyms = pseudonyms;
        this.names = names;
    }

    /** Appends the redacted pairs of the bytes from {@code from} to {@code to}. */
    void append(byte[] bytes, int from, int to, ByteWriter out) {
        int at = from;
        while (at < to) {
            int end = Texts.find(bytes, at, to, (byte) '&');
            pair(bytes, at, end, out);
            if (end < to) {
                out.append((byte) '&');
            }
            at = end + 1;
        }
    }

    private void pair(byte[] bytes, int from, int to, ByteWriter out) {
        int equals = Texts.find(bytes, from, to, (byte) '=');
        int nameTo = equals;
        byte[] name = bytes;
        int nameFrom = from;
        if (Texts.hasEscape(bytes, from, equals)) {
            Texts.decode(bytes, from, equals, decoded);
            name = decoded.array();
            nameFrom = 0;
            nameTo = decoded.length();
        }
        if (equals == to || !names.isMarked(name, nameFrom, nameTo)) {
            out.append(bytes, from, to);
            return;
        }
        out.append(bytes, from, equals + 1);
        Texts.decode(bytes, equals + 1, to, decoded);
        pseudonyms.append(decoded.array(), 0, decoded.length(), out);
    }
}
