package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides the secrets of links: user and password, secret paths, and parameters of path, query and fragment. Not safe for use
 * by several threads.
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
        // An application in a browser may have a path and a query in the fragment.
        int inner = Texts.find(bytes, fragment, to, (byte) '?');
        parameters(bytes, fragment, inner, out);
        parameters(bytes, inner, to, out);
    }

    /** Appends a path that has no route. */
    void appendPath(byte[] bytes, int from, int to, ByteWriter out) {
        if (!paths.appendSecret(bytes, from, to, pseudonyms, scratch, out)) {
            forms.appendPath(bytes, from, to, out);
        }
    }

    /** Appends a mark and the parameters after it. Does nothing if the range is empty. */
    private void parameters(byte[] bytes, int from, int to, ByteWriter out) {
        if (from < to) {
            out.append(bytes[from]);
            forms.append(bytes, from + 1, to, out);
        }
    }

    /** Appends scheme and authority without the user's name and password. Returns the index of the path. */
    int appendAuthority(byte[] bytes, int from, int authorityFrom, int to, ByteWriter out) {
        int end = authorityFrom;
        while (end < to && bytes[end] != '/' && bytes[end] != '?' && bytes[end] != '#') {
            end++;
        }
        out.append(bytes, from, authorityFrom);
        out.append(bytes, Texts.hostOf(bytes, authorityFrom, end), end);
        return end;
    }

    /** Appends the links between angle brackets of a field {@code Link} (RFC 8288), with the text around them. */
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

    /** Appends the link after the first equals sign of a field {@code Refresh}, with the text before it. */
    void appendAfterEquals(byte[] bytes, int from, int to, ByteWriter out) {
        int link = Math.min(to, Texts.find(bytes, from, to, (byte) '=') + 1);
        out.append(bytes, from, link);
        append(bytes, link, to, out);
    }
}
