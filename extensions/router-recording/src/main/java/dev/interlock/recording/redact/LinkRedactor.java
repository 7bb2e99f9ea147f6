package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides the secrets of links: user and password, secret paths, and parameters of path, query and fragment. Not safe for
 * use by several threads.
 */
final class LinkRedactor {
    private final Pseudonyms pseudonyms;
    private final SecretPaths paths;
    private final FormRedactor forms;
    private final ByteWriter scratch = new ByteWriter(256);

    LinkRedactor(Pseudonyms pseudonyms, SecretPaths paths, FormRedactor forms) {
        this.pseudonyms = pseudonyms;
        this.paths = paths;
        this.forms = forms;
    }

    /** Appends a redacted link. It may be relative. */
    void append(byte[] bytes, int from, int to, ByteWriter out) {
        int authority = Texts.authorityOf(bytes, from, to);
        int path = authority < 0 ? from : appendAuthority(bytes, from, authority, to, out);
        int fragment = Texts.find(bytes, path, to, (byte) '#');
        int query = Texts.find(bytes, path, fragment, (byte) '?');
        appendPath(bytes, path, query, out);
        parameters(bytes, query, fragment, out);
        // A browser application may put a path and a query into the fragment.
        int inner = Texts.find(bytes, fragment, to, (byte) '?');
        parameters(bytes, fragment, inner, out);
        parameters(bytes, inner, to, out);
    }

    /** Appends a path without a route. */
    void appendPath(byte[] bytes, int from, int to, ByteWriter out) {
        if (!paths.appendSecret(bytes, from, to, pseudonyms, scratch, out)) {
            forms.appendPath(bytes, from, to, out);
        }
    }

    /** Appends a question mark or hash sign, and the parameters after it. Does nothing if the range is empty. */
    private void parameters(byte[] bytes, int from, int to, ByteWriter out) {
        if (from < to) {
            out.append(bytes[from]);
            forms.append(bytes, from + 1, to, out);
        }
    }

    /** Appends scheme and authority without userinfo (RFC 3986 section 3.2.1). Returns the index of the path. */
    int appendAuthority(byte[] bytes, int from, int authorityFrom, int to, ByteWriter out) {
        int end = authorityFrom;
        while (end < to && bytes[end] != '/' && bytes[end] != '?' && bytes[end] != '#') {
            end++;
        }
        out.append(bytes, from, authorityFrom);
        out.append(bytes, Texts.hostOf(bytes, authorityFrom, end), end);
        return end;
    }

    /** Appends a {@code Link} field (RFC 8288). Redacts the links in angle brackets. */
    void appendBracketed(byte[] bytes, int from, int to, ByteWriter out) {
        int at = from;
        while (at < to) {
            int open = Math.min(to, Texts.find(bytes, at, to, (byte) '<') + 1);
            int close = Texts.find(bytes, open, to, (byte) '>');
            out.append(bytes, at, open);
            append(bytes, open, close, out);
            at = close;
        }
    }

    /** Appends a {@code Refresh} field. Redacts the link after the first equals sign. */
    void appendAfterEquals(byte[] bytes, int from, int to, ByteWriter out) {
        int link = Math.min(to, Texts.find(bytes, from, to, (byte) '=') + 1);
        out.append(bytes, from, link);
        append(bytes, link, to, out);
    }
}
