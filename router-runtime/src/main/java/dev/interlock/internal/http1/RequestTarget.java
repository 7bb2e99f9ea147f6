package dev.interlock.internal.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.Authority;

/** Splits a request target, in any of its four forms, into path, query and authority (RFC 9112 section 3.2). */
final class RequestTarget {
    private static final byte[] HTTP = "http://".getBytes(US_ASCII);
    private static final byte[] HTTPS = "https://".getBytes(US_ASCII);
    private static final String OPTIONS = "OPTIONS";
    private static final String CONNECT = "CONNECT";

    private int authorityFrom;
    private int authorityTo;

    /** Returns whether the target has an authority, which replaces the Host field (RFC 9112 section 3.2.2). */
    boolean hasAuthority() {
        return authorityTo > authorityFrom;
    }

    int authorityFrom() {
        return authorityFrom;
    }

    int authorityTo() {
        return authorityTo;
    }

    /**
     * Reads a request target (RFC 9112 section 3.3). Sets the path and the query of {@code head}, and the authority if
     * the target has one. The caller has checked that all octets are allowed in a target.
     *
     * @return whether the target has a valid form that its method allows
     */
    boolean read(ReceivedHead head, byte[] bytes, int methodFrom, int methodTo, int from, int to) {
        authorityFrom = from;
        authorityTo = from;
        head.target(from, to);
        head.authority(from, from);
        if (from < to && bytes[from] == '/') {
            split(head, bytes, from, to);
            return true;
        }
        if (to - from == 1 && bytes[from] == '*') {
            head.path(from, to);
            head.query(-1, -1);
            return isMethod(OPTIONS, bytes, methodFrom, methodTo);
        }
        if (isMethod(CONNECT, bytes, methodFrom, methodTo)) {
            // The authority-form has no path, so there is no route. The response depends only on the method.
            head.path(from, from);
            head.query(-1, -1);
            head.authority(from, to);
            return Authority.isValid(bytes, from, to);
        }
        return absolute(head, bytes, isMethod(OPTIONS, bytes, methodFrom, methodTo), from, to);
    }

    private static boolean isMethod(String method, byte[] bytes, int from, int to) {
        return to - from == method.length() && Ascii.equal(bytes, from, method);
    }

    private boolean absolute(ReceivedHead head, byte[] bytes, boolean isOptions, int from, int to) {
        int scheme = schemeLength(bytes, from, to);
        if (scheme == 0) {
            return false;
        }
        authorityFrom = from + scheme;
        int end = authorityFrom;
        while (end < to && bytes[end] != '/' && bytes[end] != '?') {
            end++;
        }
        authorityTo = end;
        head.authority(authorityFrom, authorityTo);
        split(head, bytes, end, to);
        if (end == to ? !isOptions : bytes[end] == '?') {
            // RFC 9110 section 4.2.3: an empty path means "/", except as the target of OPTIONS. The slash before the
            // authority serves as this path.
            head.path(authorityFrom - 1, authorityFrom);
        }
        return Authority.isValid(bytes, authorityFrom, authorityTo);
    }

    private static int schemeLength(byte[] bytes, int from, int to) {
        if (startsWith(HTTP, bytes, from, to)) {
            return HTTP.length;
        }
        return startsWith(HTTPS, bytes, from, to) ? HTTPS.length : 0;
    }

    private static boolean startsWith(byte[] lowerCase, byte[] bytes, int from, int to) {
        return to - from >= lowerCase.length && Ascii.equalIgnoreCase(bytes, from, lowerCase.length, lowerCase);
    }

    private static void split(ReceivedHead head, byte[] bytes, int from, int to) {
        int question = from;
        while (question < to && bytes[question] != '?') {
            question++;
        }
        head.path(from, question);
        if (question < to) {
            head.query(question + 1, to);
        } else {
            head.query(-1, -1);
        }
    }
}
