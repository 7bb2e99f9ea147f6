package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Locale;

/** Redacts the parts of recorded exchanges. Not safe for use by several threads. */
public final class Redactor {
    private static final int PLAIN = 0;
    private static final int SECRET = 1;
    private static final int CREDENTIALS = 2;
    private static final int COOKIE = 3;
    private static final int SET_COOKIE = 4;
    private static final int LINK = 5;

    private static final byte[] SCHEME_END = Texts.ascii("://");

    private final RedactionRules redaction;
    private final Pseudonyms pseudonyms;
    private final SecretPaths paths;
    private final NameCache fields;
    private final NameCache cookies;
    private final FormRedactor forms;
    private final BodyRedactor bodies;
    private final ByteWriter scratch = new ByteWriter(1024);

    /**
     * Creates a redactor.
     *
     * @param key key of the pseudonyms
     * @param routes all routes of the server
     */
    public Redactor(RedactionRules redaction, byte[] key, List<RouteInfo> routes) {
        this.redaction = redaction;
        pseudonyms = new Pseudonyms(key);
        paths = new SecretPaths(routes, redaction);
        NameCache parameters = new NameCache(name -> redaction.isSecretParameter(name) ? 1 : 0, 1);
        NameCache members = new NameCache(name -> redaction.isSecretMember(name) ? 1 : 0, 1);
        fields = new NameCache(this::kind, SECRET);
        cookies = new NameCache(name -> redaction.isKeptCookie(name) ? 0 : 1, 1);
        forms = new FormRedactor(pseudonyms, parameters);
        bodies = new BodyRedactor(pseudonyms, members, parameters, paths);
    }

    private int kind(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization" -> CREDENTIALS;
            case "cookie" -> COOKIE;
            case "set-cookie" -> SET_COOKIE;
            case "location", "content-location", "referer" -> LINK;
            default -> redaction.isSecretParameter(name) ? SECRET : PLAIN;
        };
    }

    /** Returns whether the value of a field may contain a secret. Callers copy all other values unchanged. */
    public boolean hidesField(byte[] bytes, int nameFrom, int nameTo) {
        return fields.isMarked(bytes, nameFrom, nameTo);
    }

    /** Appends the redacted value of a field. */
    public void appendField(byte[] bytes, int nameFrom, int nameTo, int from, int to, ByteWriter out) {
        switch (fields.of(bytes, nameFrom, nameTo)) {
            case PLAIN -> out.append(bytes, from, to);
            case CREDENTIALS -> credentials(bytes, from, to, out);
            case COOKIE -> cookies(bytes, from, to, out);
            case SET_COOKIE -> cookie(bytes, from, to, Texts.find(bytes, from, to, (byte) ';'), out);
            case LINK -> link(bytes, from, to, out);
            default -> pseudonyms.append(bytes, from, to, out);
        }
    }

    /** Appends the authentication scheme, and a pseudonym of the rest. */
    private void credentials(byte[] bytes, int from, int to, ByteWriter out) {
        int space = Texts.find(bytes, from, to, (byte) ' ');
        if (space == to) {
            pseudonyms.append(bytes, from, to, out);
            return;
        }
        int token = Texts.skipSpace(bytes, space, to);
        out.append(bytes, from, token);
        pseudonyms.append(bytes, token, to, out);
    }

    private void cookies(byte[] bytes, int from, int to, ByteWriter out) {
        int at = from;
        while (at < to) {
            int end = Texts.find(bytes, at, to, (byte) ';');
            cookie(bytes, at, end, end, out);
            if (end < to) {
                out.append((byte) ';');
            }
            at = end + 1;
        }
    }

    /**
     * Appends a cookie with a pseudonym instead of its value.
     *
     * @param end end of the value; attributes follow up to {@code to}
     */
    private void cookie(byte[] bytes, int from, int to, int end, ByteWriter out) {
        int name = Texts.skipSpace(bytes, from, end);
        int equals = Texts.find(bytes, name, end, (byte) '=');
        int value = equals == end ? name : equals + 1;
        int valueTo = Texts.trimEnd(bytes, value, end);
        boolean isQuoted = valueTo - value >= 2 && bytes[value] == '"' && bytes[valueTo - 1] == '"';
        int plainFrom = isQuoted ? value + 1 : value;
        int plainTo = isQuoted ? valueTo - 1 : valueTo;
        if (equals < end && !cookies.isMarked(bytes, name, Texts.trimEnd(bytes, name, equals))) {
            out.append(bytes, from, to);
            return;
        }
        out.append(bytes, from, plainFrom);
        pseudonyms.append(bytes, plainFrom, plainTo, out);
        out.append(bytes, plainTo, to);
    }

    private void link(byte[] bytes, int from, int to, ByteWriter out) {
        int path = from;
        int colon = Texts.find(bytes, from, to, (byte) ':');
        if (colon < to && Texts.startsIgnoreCase(bytes, colon, to, SCHEME_END)) {
            path = authority(bytes, from, colon + SCHEME_END.length, to, out);
        }
        int fragment = Texts.find(bytes, path, to, (byte) '#');
        int query = Texts.find(bytes, path, fragment, (byte) '?');
        paths.append(bytes, path, query, pseudonyms, scratch, out);
        parameters(bytes, query, fragment, out);
        parameters(bytes, fragment, to, out);
    }

    /** Appends a question mark or hash sign, and the parameters after it. Does nothing if the range is empty. */
    private void parameters(byte[] bytes, int from, int to, ByteWriter out) {
        if (from < to) {
            out.append(bytes[from]);
            forms.append(bytes, from + 1, to, out);
        }
    }

    /** Appends scheme and authority without userinfo (RFC 3986 section 3.2.1). Returns the index of the path. */
    private int authority(byte[] bytes, int from, int authorityFrom, int to, ByteWriter out) {
        int end = authorityFrom;
        int host = authorityFrom;
        while (end < to && bytes[end] != '/' && bytes[end] != '?' && bytes[end] != '#') {
            if (bytes[end] == '@') {
                host = end + 1;
            }
            end++;
        }
        out.append(bytes, from, authorityFrom);
        out.append(bytes, host, end);
        return end;
    }

    /**
     * Appends the redacted target of a request.
     *
     * @param to index after the last byte of the target
     * @param pathFrom index of the path; bytes before it are scheme and authority
     * @param queryFrom index after the question mark, or -1 if there is no query
     */
    public void appendTarget(
            RouteRules rules,
            byte[] bytes,
            int from,
            int to,
            int pathFrom,
            int pathTo,
            int queryFrom,
            int queryTo,
            ByteWriter out) {
        if (pathFrom < from || pathTo <= pathFrom) {
            // Asterisk-form, or an empty path.
            link(bytes, from, to, out);
            return;
        }
        if (pathFrom > from) {
            int colon = Texts.find(bytes, from, pathFrom, (byte) ':');
            authority(bytes, from, Math.min(pathFrom, colon + SCHEME_END.length), pathFrom, out);
        }
        if (!rules.hasRoute()) {
            paths.append(bytes, pathFrom, pathTo, pseudonyms, scratch, out);
        } else {
            rules.path().append(bytes, pathFrom, pathTo, pseudonyms, scratch, out);
        }
        if (queryFrom >= 0) {
            out.append((byte) '?');
            forms.append(bytes, queryFrom, queryTo, out);
        }
    }

    /** See {@link BodyRedactor#append}. */
    public boolean appendBody(
            RouteRules rules,
            boolean isRequest,
            byte[] types,
            int typeFrom,
            int typeTo,
            boolean isEncoded,
            boolean isCut,
            byte[] bytes,
            int from,
            int to,
            ByteWriter out) {
        return bodies.append(rules, isRequest, types, typeFrom, typeTo, isEncoded, isCut, bytes, from, to, out);
    }

    /**
     * Appends the keyed digest of a body.
     *
     * @param sha256 SHA-256 of the body
     */
    public void appendDigest(byte[] sha256, int from, int to, ByteWriter out) {
        pseudonyms.appendDigest(sha256, from, to, out);
    }
}
