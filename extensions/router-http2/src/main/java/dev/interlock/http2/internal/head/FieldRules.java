package dev.interlock.http2.internal.head;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.internal.hpack.StaticTable;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.syntax.Octets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rules for each field of a header or trailer section (RFC 9113 section 8.2), at least as strict as in HTTP/1.1. */
final class FieldRules {
    private static final byte[] TE = ascii("te");
    private static final byte[] TRAILERS = ascii("trailers");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] PROXY_CONNECTION = ascii("proxy-connection");

    private FieldRules() {}

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    static boolean is(byte[] name, byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, name, 0, name.length);
    }

    static boolean isPseudo(byte[] bytes, int nameFrom, int nameTo) {
        return nameFrom < nameTo && bytes[nameFrom] == ':';
    }

    static boolean isTe(byte[] bytes, int nameFrom, int nameTo) {
        return is(TE, bytes, nameFrom, nameTo);
    }

    /**
     * Checks a field that is not a pseudo-header field.
     *
     * @param staticName index of the first entry in the static table with the name, or 0
     * @return reason to reject the request, or null
     */
    static @Nullable HeadRefusal check(byte[] bytes, int nameFrom, int nameTo, int valueTo, int staticName) {
        if (staticName == 0) {
            if (!isName(bytes, nameFrom, nameTo)) {
                return HeadRefusal.MALFORMED_NAME;
            }
            if (isConnectionSpecific(bytes, nameFrom, nameTo)) {
                return HeadRefusal.CONNECTION_FIELD;
            }
            if (isTe(bytes, nameFrom, nameTo) && !Ascii.equalIgnoreCase(bytes, nameTo, valueTo - nameTo, TRAILERS)) {
                return HeadRefusal.TE_NOT_TRAILERS;
            }
        } else if (staticName == StaticTable.TRANSFER_ENCODING) {
            return HeadRefusal.CONNECTION_FIELD;
        }
        return isValue(bytes, nameTo, valueTo) ? null : HeadRefusal.MALFORMED_VALUE;
    }

    private static boolean isName(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = bytes[i];
            if (!Octets.isToken(octet) || (octet >= 'A' && octet <= 'Z')) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isConnectionSpecific(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 7 -> is(UPGRADE, bytes, from, to);
            case 10 -> is(CONNECTION, bytes, from, to) || is(KEEP_ALIVE, bytes, from, to);
            case 16 -> is(PROXY_CONNECTION, bytes, from, to);
            default -> false;
        };
    }

    /** Returns whether a value has no control characters, and neither begins nor ends with white space. */
    static boolean isValue(byte[] bytes, int from, int to) {
        if (from == to) {
            return true;
        }
        return !Octets.isSpace(bytes[from]) && !Octets.isSpace(bytes[to - 1]) && Octets.skipText(bytes, from, to) == to;
    }

    /**
     * Returns whether a field of a response is specific to connections of HTTP/1. It must not be sent. The name may
     * have any case.
     */
    static boolean isConnectionSpecificInAnyCase(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 7 -> Ascii.equalIgnoreCase(bytes, from, to - from, UPGRADE);
            case 10 ->
                Ascii.equalIgnoreCase(bytes, from, to - from, CONNECTION)
                        || Ascii.equalIgnoreCase(bytes, from, to - from, KEEP_ALIVE);
            case 16 -> Ascii.equalIgnoreCase(bytes, from, to - from, PROXY_CONNECTION);
            default -> false;
        };
    }
}
