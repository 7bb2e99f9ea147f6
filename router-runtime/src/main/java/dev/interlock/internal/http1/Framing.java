package dev.interlock.internal.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.HttpHeader;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.engine.BodyFraming;
import dev.interlock.internal.syntax.Authority;
import dev.interlock.internal.syntax.Octets;
import org.jspecify.annotations.Nullable;

/**
 * The length of the body and the persistence of the connection, according to a request head. A {@link HeadParser} fills
 * this object. Valid from the end of a head until the parser begins the next head.
 */
public final class Framing implements BodyFraming {
    /** Value of {@link #length} for a chunked body. */
    public static final long CHUNKED = UNKNOWN;

    private static final byte[] TE = "te".getBytes(US_ASCII);
    private static final byte[] HOST = "host".getBytes(US_ASCII);
    private static final byte[] EXPECT = HttpHeader.EXPECT.getBytes(US_ASCII);
    private static final byte[] CONNECTION = "connection".getBytes(US_ASCII);
    private static final byte[] CONTENT_LENGTH = HttpHeader.CONTENT_LENGTH.getBytes(US_ASCII);
    private static final byte[] TRANSFER_ENCODING = HttpHeader.TRANSFER_ENCODING.getBytes(US_ASCII);
    private static final byte[] CLOSE = "close".getBytes(US_ASCII);
    private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);
    private static final byte[] CHUNKED_CODING = "chunked".getBytes(US_ASCII);
    private static final byte[] TRAILERS = "trailers".getBytes(US_ASCII);
    private static final byte[] CONTINUE = "100-continue".getBytes(US_ASCII);

    /** First letter of the relevant field name of each length, or 0 for a length without a relevant name. */
    private static final byte[] FIRST_LETTERS =
            firstLetters(TE, HOST, EXPECT, CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING);

    private static final int CASE_BIT = 0x20;
    private static final long NO_LENGTH = -1;

    private boolean host;
    private int hostFrom;
    private int hostTo;
    private long contentLength;
    private boolean transferEncoding;
    private boolean chunkedLast;
    private boolean unknownCoding;
    private boolean close;
    private boolean keepAlive;
    private boolean expectContinue;
    private boolean expectOther;
    private boolean trailers;
    private int minorVersion;

    Framing() {
        reset();
    }

    private static byte[] firstLetters(byte[]... names) {
        byte[] letters = new byte[TRANSFER_ENCODING.length + 1];
        for (byte[] name : names) {
            letters[name.length] = name[0];
        }
        return letters;
    }

    void reset() {
        host = false;
        hostFrom = hostTo = 0;
        contentLength = NO_LENGTH;
        transferEncoding = false;
        chunkedLast = false;
        unknownCoding = false;
        close = false;
        keepAlive = false;
        expectContinue = false;
        expectOther = false;
        trailers = false;
        minorVersion = 1;
    }

    @Override
    public long length() {
        return transferEncoding ? CHUNKED : Math.max(contentLength, 0);
    }

    /** Returns whether the client wants the connection to stay open (RFC 9112 section 9.3). */
    public boolean isPersistent() {
        return !close && (minorVersion > 0 || keepAlive);
    }

    /** Returns whether the client expects 100 Continue before it sends the body. Returns false for HTTP/1.0. */
    @Override
    public boolean expectsContinue() {
        return expectContinue && minorVersion > 0 && hasBody();
    }

    @Override
    public boolean expectsUnknown() {
        return expectOther && minorVersion > 0;
    }

    /** Returns whether the client accepts trailer fields in the response (RFC 9110 section 10.1.4). */
    public boolean acceptsTrailers() {
        return trailers && minorVersion > 0;
    }

    /** Returns the minor version of HTTP/1: 0 or 1. */
    public int minorVersion() {
        return minorVersion;
    }

    void minorVersion(int minor) {
        minorVersion = minor;
    }

    /** Returns the index of the first byte of the Host field's value. */
    int hostFrom() {
        return hostFrom;
    }

    /**
     * Returns the index after the last byte of the Host field's value. Without a Host field, this equals
     * {@link #hostFrom()}.
     */
    int hostTo() {
        return hostTo;
    }

    /**
     * Processes a field line. The value must not have white space around it. Returns the reason to reject the field, or
     * null.
     */
    @Nullable
    Refusal field(byte[] bytes, int nameFrom, int nameTo, int from, int to) {
        int length = nameTo - nameFrom;
        // This check excludes nearly all irrelevant fields.
        if (length >= FIRST_LETTERS.length || FIRST_LETTERS[length] != (bytes[nameFrom] | CASE_BIT)) {
            return null;
        }
        return switch (length) {
            case 2 -> is(TE, bytes, nameFrom, length) ? te(bytes, from, to) : null;
            case 4 -> is(HOST, bytes, nameFrom, length) ? host(bytes, from, to) : null;
            case 6 -> is(EXPECT, bytes, nameFrom, length) ? expect(bytes, from, to) : null;
            case 10 -> is(CONNECTION, bytes, nameFrom, length) ? connection(bytes, from, to) : null;
            case 14 -> is(CONTENT_LENGTH, bytes, nameFrom, length) ? contentLength(bytes, from, to) : null;
            case 17 -> is(TRANSFER_ENCODING, bytes, nameFrom, length) ? transferEncoding(bytes, from, to) : null;
            default -> null;
        };
    }

    static boolean isHost(byte[] bytes, int nameFrom, int nameTo) {
        return is(HOST, bytes, nameFrom, nameTo - nameFrom);
    }

    private static boolean is(byte[] lowerCase, byte[] bytes, int from, int length) {
        return Ascii.equalIgnoreCase(bytes, from, length, lowerCase);
    }

    private @Nullable Refusal host(byte[] bytes, int from, int to) {
        if (host) {
            return Refusal.DUPLICATE_HOST;
        }
        host = true;
        hostFrom = from;
        hostTo = to;
        return Authority.isValid(bytes, from, to) ? null : Refusal.MALFORMED_HOST;
    }

    private @Nullable Refusal expect(byte[] bytes, int from, int to) {
        if (is(CONTINUE, bytes, from, to - from)) {
            expectContinue = true;
        } else {
            expectOther = true;
        }
        return null;
    }

    private @Nullable Refusal te(byte[] bytes, int from, int to) {
        for (int at = from; at < to; ) {
            int end = elementEnd(bytes, at, to);
            int start = Octets.skipSpace(bytes, at, end);
            trailers |= is(TRAILERS, bytes, start, Octets.trimSpace(bytes, start, end) - start);
            at = end + 1;
        }
        return null;
    }

    private @Nullable Refusal connection(byte[] bytes, int from, int to) {
        // This is the most frequent value. It needs no search for commas.
        if (is(KEEP_ALIVE, bytes, from, to - from)) {
            keepAlive = true;
            return null;
        }
        for (int at = from; at < to; ) {
            int end = elementEnd(bytes, at, to);
            int start = Octets.skipSpace(bytes, at, end);
            int length = Octets.trimSpace(bytes, start, end) - start;
            close |= is(CLOSE, bytes, start, length);
            keepAlive |= is(KEEP_ALIVE, bytes, start, length);
            at = end + 1;
        }
        return null;
    }

    /**
     * Reads the content length. RFC 9110 section 8.6 lets a server reject a repeated length, or accept it if both
     * lengths are equal. This server rejects it, because the cause may be a faulty proxy or an attempt to smuggle a
     * request.
     */
    private @Nullable Refusal contentLength(byte[] bytes, int from, int to) {
        if (contentLength != NO_LENGTH) {
            return Refusal.DUPLICATE_LENGTH;
        }
        if (from == to) {
            return Refusal.MALFORMED_LENGTH;
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || length > (Long.MAX_VALUE - digit) / 10) {
                return Refusal.MALFORMED_LENGTH;
            }
            length = length * 10 + digit;
        }
        contentLength = length;
        return null;
    }

    /**
     * Reads transfer codings. Several lines form one list (RFC 9110 section 5.3). An empty element counts as an unknown
     * coding, although RFC 9110 section 5.6.1.2 says to ignore it. Otherwise, a proxy that recognizes {@code chunked}
     * only as the whole value could take a message with {@code chunked,} for a message without a body.
     */
    private @Nullable Refusal transferEncoding(byte[] bytes, int from, int to) {
        transferEncoding = true;
        for (int at = from; at <= to; ) {
            int end = elementEnd(bytes, at, to);
            int start = Octets.skipSpace(bytes, at, end);
            int length = Octets.trimSpace(bytes, start, end) - start;
            if (chunkedLast) {
                return Refusal.CHUNKED_NOT_LAST;
            }
            if (is(CHUNKED_CODING, bytes, start, length)) {
                chunkedLast = true;
            } else {
                unknownCoding = true;
            }
            at = end + 1;
        }
        return null;
    }

    private static int elementEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ',') {
            i++;
        }
        return i;
    }

    /** Checks the rules for the whole head. Returns the reason to reject the head, or null. */
    @Nullable
    Refusal end() {
        if (minorVersion > 0 && !host) {
            return Refusal.MISSING_HOST;
        }
        if (!transferEncoding) {
            return null;
        }
        if (minorVersion == 0) {
            return Refusal.OLD_TRANSFER_ENCODING;
        }
        if (contentLength != NO_LENGTH) {
            return Refusal.TWO_LENGTHS;
        }
        if (!chunkedLast) {
            return Refusal.CHUNKED_NOT_LAST;
        }
        return unknownCoding ? Refusal.UNKNOWN_CODING : null;
    }
}
