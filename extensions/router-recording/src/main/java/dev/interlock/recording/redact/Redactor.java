package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Redacts the parts of recorded exchanges. Not safe for use by several threads. */
public final class Redactor {
    private static final int PLAIN = 0;
    private static final int SECRET = 1;
    private static final int CREDENTIALS = 2;
    private static final int COOKIE = 3;
    private static final int SET_COOKIE = 4;
    private static final int LINK = 5;
    private static final int LINKS = 6;
    private static final int REFRESH = 7;
    private static final int AUTHORITY = 8;

    /** Schemes of authentication. The first word of any other value may be the secret itself. */
    private static final Set<String> SCHEMES = Set.of(
            "basic",
            "bearer",
            "digest",
            "dpop",
            "gnap",
            "hoba",
            "mutual",
            "negotiate",
            "ntlm",
            "oauth",
            "privatetoken",
            "scram-sha-1",
            "scram-sha-256",
            "token",
            "vapid",
            "apikey",
            "aws4-hmac-sha256",
            "concealed");

    private final RedactionRules redaction;
    private final Pseudonyms pseudonyms;
    private final Echoes echoes;
    private final NameCache fields;
    private final NameCache cookies;
    private final NameCache schemes;
    private final FormRedactor forms;
    private final LinkRedactor links;
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
        echoes = pseudonyms.echoes();
        SecretPaths paths = new SecretPaths(routes, redaction);
        NameCache parameters = new NameCache(name -> redaction.isSecretParameter(name) ? 1 : 0, 1);
        NameCache members = new NameCache(name -> MemberKind.of(name, redaction), MemberKind.SECRET);
        fields = new NameCache(this::kind, SECRET);
        cookies = new NameCache(name -> redaction.isKeptCookie(name) ? 0 : 1, 1);
        schemes = new NameCache(name -> SCHEMES.contains(name.toLowerCase(Locale.ROOT)) ? 1 : 0, 0);
        Embedded embedded = EmbeddedRedactor.of(pseudonyms, members, parameters, paths);
        forms = new FormRedactor(pseudonyms, parameters, embedded);
        links = new LinkRedactor(pseudonyms, paths, forms);
        bodies = new BodyRedactor(pseudonyms, members, forms, embedded);
    }

    private int kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "authorization", "proxy-authorization" -> CREDENTIALS;
            case "cookie" -> COOKIE;
            case "set-cookie" -> SET_COOKIE;
            case "link" -> LINKS;
            case "refresh" -> REFRESH;
            case "host", "x-forwarded-host" -> AUTHORITY;
            default -> redaction.isSecretParameter(name) ? SECRET : isLink(lower) ? LINK : PLAIN;
        };
    }

    /** Whether a field contains a link, such as {@code Location} or {@code X-Original-URL}. */
    private static boolean isLink(String name) {
        return switch (name) {
            case "referer", "origin", "destination", "sourcemap", "hx-redirect" -> true;
            default ->
                name.endsWith("location") || name.endsWith("url") || name.endsWith("uri") || name.endsWith("path");
        };
    }

    /**
     * Begins the request of the next exchange.
     *
     * @param hasFailed whether the response is an error, which may repeat values of the request
     */
    public void beginRequest(boolean hasFailed) {
        echoes.beginRequest(hasFailed);
    }

    /** Begins the response to the request. */
    public void beginResponse() {
        echoes.beginResponse();
    }

    /** Returns whether a part of the response repeats a hidden value of the request. */
    public boolean repeats(byte[] bytes, int from, int to) {
        return echoes.isIn(bytes, from, to);
    }

    /** Appends the pseudonym of a value. */
    public void appendPseudonym(byte[] bytes, int from, int to, ByteWriter out) {
        pseudonyms.append(bytes, from, to, out);
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
            case LINK -> links.append(bytes, from, to, out);
            case LINKS -> links.appendBracketed(bytes, from, to, out);
            case REFRESH -> links.appendAfterEquals(bytes, from, to, out);
            case AUTHORITY -> out.append(bytes, Texts.hostOf(bytes, from, to), to);
            default -> pseudonyms.append(bytes, from, to, out);
        }
    }

    /** Appends the authentication scheme if it is known, and a pseudonym of the rest. */
    private void credentials(byte[] bytes, int from, int to, ByteWriter out) {
        int space = Texts.find(bytes, from, to, (byte) ' ');
        if (space == to || !schemes.isMarked(bytes, from, space)) {
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

    /** Returns the index of the host in an authority, after userinfo (RFC 3986 section 3.2.1). */
    public static int hostOf(byte[] bytes, int from, int to) {
        return Texts.hostOf(bytes, from, to);
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
            links.append(bytes, Texts.hostOf(bytes, from, Texts.find(bytes, from, to, (byte) '/')), to, out);
            return;
        }
        if (pathFrom > from) {
            links.appendAuthority(bytes, from, Math.max(from, Texts.authorityOf(bytes, from, pathFrom)), pathFrom, out);
        }
        if (!rules.hasRoute()) {
            links.appendPath(bytes, pathFrom, pathTo, out);
        } else {
            rules.path().append(bytes, pathFrom, pathTo, pseudonyms, forms, scratch, out);
        }
        if (queryFrom >= 0) {
            out.append((byte) '?');
            forms.append(bytes, queryFrom, queryTo, out);
        }
    }

    /**
     * Returns whether {@link #appendTarget} would not change a target. May return false even then. The parameters are
     * the same.
     */
    public boolean isPlainTarget(
            RouteRules rules, byte[] bytes, int from, int to, int pathFrom, int pathTo, int queryFrom, int queryTo) {
        return pathFrom == from
                && pathTo > pathFrom
                && rules.hasRoute()
                && rules.path().isEmpty()
                && to == (queryFrom < 0 ? pathTo : queryTo)
                && forms.isPlainPath(bytes, pathFrom, pathTo)
                && (queryFrom < 0 || forms.isPlain(bytes, queryFrom, queryTo));
    }

    /** Returns the number of the kind of bodies with a media type, for {@link #appendBody}. */
    public int kindOfBody(byte[] types, int from, int to) {
        return bodies.kind(types, from, to);
    }

    /**
     * Returns whether {@link #appendBody} would record a whole response body unchanged. May return false even then.
     *
     * @param kind result of {@link #kindOfBody}
     */
    public boolean isPlainBody(RouteRules rules, int kind, boolean isEncoded, byte[] bytes, int from, int to) {
        return !echoes.isSearching() && bodies.isPlain(rules, kind, isEncoded, bytes, from, to);
    }

    /**
     * See {@link BodyRedactor#append}. Also returns false for the body of an error that may repeat a hidden value of
     * the request.
     */
    public boolean appendBody(
            RouteRules rules,
            boolean isRequest,
            int kind,
            byte[] types,
            int typeFrom,
            int typeTo,
            boolean isEncoded,
            boolean isCut,
            byte[] bytes,
            int from,
            int to,
            ByteWriter out) {
        boolean isRecorded =
                bodies.append(rules, isRequest, kind, types, typeFrom, typeTo, isEncoded, isCut, bytes, from, to, out);
        if (isRequest && (isCut || !isRecorded)) {
            echoes.setIncomplete();
        }
        return isRecorded && (isRequest || !(echoes.isIncomplete() || echoes.isIn(out.array(), 0, out.length())));
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
