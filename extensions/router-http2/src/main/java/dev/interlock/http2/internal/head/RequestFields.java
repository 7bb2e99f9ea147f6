package dev.interlock.http2.internal.head;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Protocol;
import dev.interlock.http2.internal.hpack.FieldSink;
import dev.interlock.http2.internal.hpack.StaticTable;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.engine.BodyFraming;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.Authority;
import dev.interlock.internal.syntax.Octets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the header section of a request into a {@link ReceivedHead} (RFC 9113 section 8). Accepts nothing that HTTP/1.1
 * would reject. After the first violation, ignores the other fields.
 *
 * <p>The head has a Host field even if the client has sent only {@code :authority}, and one Cookie field even if the
 * client has sent several. So handlers and filters see what they would see with HTTP/1.1. Used only by the thread of
 * its event loop.
 */
public final class RequestFields implements FieldSink, BodyFraming {
    private static final byte[] HOST = "host".getBytes(US_ASCII);
    private static final byte[] PROTOCOL_NAME = ":protocol".getBytes(US_ASCII);
    private static final byte[] HTTP = "http".getBytes(US_ASCII);
    private static final byte[] HTTPS = "https".getBytes(US_ASCII);
    private static final byte[] CONTINUE = "100-continue".getBytes(US_ASCII);
    private static final byte[] CONNECT = "CONNECT".getBytes(US_ASCII);
    private static final byte[] OPTIONS = "OPTIONS".getBytes(US_ASCII);

    private static final int METHOD = 1;
    private static final int SCHEME = 2;
    private static final int AUTHORITY = 4;
    private static final int PATH = 8;
    private static final int PROTOCOL = 16;

    private static final long NO_LENGTH = -1;

    private final HeadLimits limits;
    private final ReceivedHead head;
    private final boolean extendedConnect;
    private final CookieCrumbs cookies = new CookieCrumbs();

    private @Nullable HeadRefusal refusal;
    /** Pseudo-header fields of the section: a sum of {@link #METHOD}, {@link #SCHEME} and the other constants. */
    private int pseudo;

    /** Whether a regular field has come, after which no pseudo-header field may follow. */
    private boolean inFields;
    /** Number of regular fields. */
    private int fields;
    /** Whether there is a Host field. */
    private boolean host;

    private boolean expectContinue;
    private boolean expectOther;
    /** Whether the TE field is "trailers". */
    private boolean trailers;

    private boolean bodyEnded;
    private long contentLength;
    private int protocolFrom;
    private int protocolTo;

    /**
     * Creates a reader for one request after another.
     *
     * @param head receives each request; its earlier content is dropped
     * @param extendedConnect whether the server accepts {@code :protocol} (RFC 8441)
     */
    public RequestFields(HeadLimits limits, ReceivedHead head, boolean extendedConnect) {
        this.limits = limits;
        this.head = head;
        this.extendedConnect = extendedConnect;
    }

    /**
     * Begins a section, and its block.
     *
     * @param into receives the bytes of the section; its earlier content is dropped
     * @param secure whether TLS secures the connection
     */
    public void begin(FieldBlockReader block, ByteWriter into, boolean secure) {
        into.clear();
        into.append(HOST);
        // After all fields, the joined cookies must have room, too.
        into.ensure(block.room() + limits.section());
        block.begin(into, this);
        head.reset(into.array());
        head.protocol(Protocol.HTTP_2);
        head.secure(secure);
        cookies.clear();
        refusal = null;
        pseudo = 0;
        inFields = false;
        fields = 0;
        host = false;
        expectContinue = false;
        expectOther = false;
        trailers = false;
        contentLength = NO_LENGTH;
        protocolFrom = 0;
        protocolTo = 0;
    }

    /**
     * Ends the section after its block.
     *
     * @param into buffer that was passed to {@link #begin}
     * @param overLimit whether the section has exceeded its limit, so that fields are missing
     * @param endStream whether the request has no body
     * @return reason to reject the request, or null
     */
    public @Nullable HeadRefusal end(ByteWriter into, boolean overLimit, boolean endStream) {
        bodyEnded = endStream;
        if (refusal == null && overLimit) {
            refusal = HeadRefusal.LARGE_SECTION;
        }
        if (refusal == null) {
            refusal = checkSection();
        }
        if (refusal == null) {
            cookies.join(head, into);
        }
        return refusal;
    }

    /** Returns the index of the first byte of the value of {@code :protocol} in the bytes of the head. */
    public int protocolFrom() {
        return protocolFrom;
    }

    /** Returns the index after the value of {@code :protocol}. Without this field, returns {@link #protocolFrom()}. */
    public int protocolTo() {
        return protocolTo;
    }

    /** Returns whether the client accepts trailer fields in the response (RFC 9110 section 10.1.4). */
    public boolean acceptsTrailers() {
        return trailers;
    }

    @Override
    public long length() {
        return bodyEnded ? 0 : contentLength;
    }

    @Override
    public boolean expectsContinue() {
        return expectContinue && hasBody();
    }

    @Override
    public boolean expectsUnknown() {
        return expectOther;
    }

    @Override
    public boolean field(
            byte[] bytes,
            int nameFrom,
            int nameTo,
            int valueTo,
            int staticName,
            boolean neverIndexed,
            boolean checked) {
        if (refusal != null) {
            return false;
        }
        if (staticName == 0 ? FieldRules.isPseudo(bytes, nameFrom, nameTo) : staticName <= StaticTable.STATUS) {
            refusal = pseudoField(bytes, nameFrom, nameTo, valueTo, staticName);
            return false;
        }
        inFields = true;
        refusal = checked ? null : FieldRules.check(bytes, nameFrom, nameTo, valueTo, staticName);
        if (refusal != null) {
            return false;
        }
        refusal = regularField(bytes, nameFrom, nameTo, valueTo, staticName);
        return true;
    }

    private @Nullable HeadRefusal pseudoField(byte[] bytes, int nameFrom, int from, int to, int staticName) {
        if (inFields) {
            return HeadRefusal.LATE_PSEUDO_FIELD;
        }
        return switch (staticName) {
            case StaticTable.METHOD -> method(bytes, from, to);
            case StaticTable.SCHEME -> scheme(bytes, from, to);
            case StaticTable.PATH -> path(bytes, from, to);
            case StaticTable.AUTHORITY -> authority(bytes, from, to);
            default ->
                FieldRules.is(PROTOCOL_NAME, bytes, nameFrom, from)
                        ? protocol(bytes, from, to)
                        : HeadRefusal.UNKNOWN_PSEUDO_FIELD;
        };
    }

    /** Notes a pseudo-header field. Returns whether it is the first with its name. */
    private boolean isFirst(int kind) {
        boolean first = (pseudo & kind) == 0;
        pseudo |= kind;
        return first;
    }

    private @Nullable HeadRefusal method(byte[] bytes, int from, int to) {
        if (!isFirst(METHOD)) {
            return HeadRefusal.DUPLICATE_PSEUDO_FIELD;
        }
        head.method(from, to);
        return from < to && Octets.skipToken(bytes, from, to) == to ? null : HeadRefusal.MALFORMED_METHOD;
    }

    private @Nullable HeadRefusal scheme(byte[] bytes, int from, int to) {
        if (!isFirst(SCHEME)) {
            return HeadRefusal.DUPLICATE_PSEUDO_FIELD;
        }
        boolean known = Ascii.equalIgnoreCase(bytes, from, to - from, HTTPS)
                || Ascii.equalIgnoreCase(bytes, from, to - from, HTTP);
        return known ? null : HeadRefusal.MALFORMED_SCHEME;
    }

    private @Nullable HeadRefusal path(byte[] bytes, int from, int to) {
        if (!isFirst(PATH)) {
            return HeadRefusal.DUPLICATE_PSEUDO_FIELD;
        }
        if (to - from > limits.requestLine()) {
            return HeadRefusal.LONG_PATH;
        }
        if (from == to || Octets.skipTarget(bytes, from, to) < to) {
            return HeadRefusal.MALFORMED_PATH;
        }
        head.target(from, to);
        int question = from;
        while (question < to && bytes[question] != '?') {
            question++;
        }
        head.path(from, question);
        if (question < to) {
            head.query(question + 1, to);
        }
        return null;
    }

    private @Nullable HeadRefusal authority(byte[] bytes, int from, int to) {
        if (!isFirst(AUTHORITY)) {
            return HeadRefusal.DUPLICATE_PSEUDO_FIELD;
        }
        head.authority(from, to);
        // begin() has put the name "host" at the start of the array.
        head.addField(0, HOST.length, from, to);
        return Authority.isValid(bytes, from, to) ? null : HeadRefusal.MALFORMED_AUTHORITY;
    }

    private @Nullable HeadRefusal protocol(byte[] bytes, int from, int to) {
        if (!isFirst(PROTOCOL)) {
            return HeadRefusal.DUPLICATE_PSEUDO_FIELD;
        }
        protocolFrom = from;
        protocolTo = to;
        boolean token = from < to && Octets.skipToken(bytes, from, to) == to;
        return extendedConnect && token ? null : HeadRefusal.UNEXPECTED_PROTOCOL;
    }

    private @Nullable HeadRefusal regularField(byte[] bytes, int nameFrom, int from, int to, int staticName) {
        if (staticName == StaticTable.COOKIE && cookies.add(from, to)) {
            return null;
        }
        if (++fields > limits.fields()) {
            return HeadRefusal.MANY_FIELDS;
        }
        HeadRefusal found = switch (staticName) {
            case StaticTable.HOST -> host(bytes, from, to);
            case StaticTable.CONTENT_LENGTH -> contentLength(bytes, from, to);
            case StaticTable.EXPECT -> expect(bytes, from, to);
            default -> null;
        };
        if (staticName == StaticTable.HOST && (pseudo & AUTHORITY) != 0) {
            return found;
        }
        trailers |= staticName == 0 && FieldRules.isTe(bytes, nameFrom, from);
        head.addField(nameFrom, from, from, to);
        return found;
    }

    private @Nullable HeadRefusal host(byte[] bytes, int from, int to) {
        if (host) {
            return HeadRefusal.DUPLICATE_HOST;
        }
        host = true;
        if ((pseudo & AUTHORITY) == 0) {
            head.authority(from, to);
            return Authority.isValid(bytes, from, to) ? null : HeadRefusal.MALFORMED_HOST;
        }
        return isAuthority(bytes, from, to) ? null : HeadRefusal.OTHER_HOST;
    }

    private boolean isAuthority(byte[] bytes, int from, int to) {
        int start = head.authorityFrom();
        if (to - from != head.authorityTo() - start) {
            return false;
        }
        for (int i = 0; i < to - from; i++) {
            if (Ascii.toLowerCase(bytes[from + i]) != Ascii.toLowerCase(bytes[start + i])) {
                return false;
            }
        }
        return true;
    }

    private @Nullable HeadRefusal expect(byte[] bytes, int from, int to) {
        if (Ascii.equalIgnoreCase(bytes, from, to - from, CONTINUE)) {
            expectContinue = true;
        } else {
            expectOther = true;
        }
        return null;
    }

    private @Nullable HeadRefusal contentLength(byte[] bytes, int from, int to) {
        if (contentLength != NO_LENGTH) {
            return HeadRefusal.DUPLICATE_LENGTH;
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || length > (Long.MAX_VALUE - digit) / 10) {
                return HeadRefusal.MALFORMED_LENGTH;
            }
            length = length * 10 + digit;
        }
        contentLength = length;
        return from < to ? null : HeadRefusal.MALFORMED_LENGTH;
    }

    private @Nullable HeadRefusal checkSection() {
        if ((pseudo & METHOD) == 0) {
            return HeadRefusal.MISSING_PSEUDO_FIELD;
        }
        boolean connect = isMethod(CONNECT);
        if ((pseudo & PROTOCOL) != 0 && !connect) {
            return HeadRefusal.UNEXPECTED_PROTOCOL;
        }
        HeadRefusal found = connect && (pseudo & PROTOCOL) == 0 ? checkConnect() : checkTarget();
        if (found == null && head.authorityFrom() == head.authorityTo()) {
            found = HeadRefusal.MISSING_AUTHORITY;
        }
        if (found == null && bodyEnded && contentLength > 0) {
            found = HeadRefusal.MISSING_BODY;
        }
        return found;
    }

    /** Checks a CONNECT request without {@code :protocol}. Its target is the authority, as in HTTP/1.1. */
    private @Nullable HeadRefusal checkConnect() {
        if ((pseudo & (SCHEME | PATH)) != 0) {
            return HeadRefusal.CONNECT_WITH_PATH;
        }
        if ((pseudo & AUTHORITY) == 0) {
            return HeadRefusal.MISSING_PSEUDO_FIELD;
        }
        int from = head.authorityFrom();
        head.target(from, head.authorityTo());
        head.path(from, from);
        return null;
    }

    private @Nullable HeadRefusal checkTarget() {
        if ((pseudo & (SCHEME | PATH)) != (SCHEME | PATH)) {
            return HeadRefusal.MISSING_PSEUDO_FIELD;
        }
        int from = head.targetFrom();
        int length = head.targetTo() - from;
        if (head.methodTo() - head.methodFrom() + length > limits.requestLine()) {
            return HeadRefusal.LONG_PATH;
        }
        byte first = head.bytes()[from];
        if (first == '/' || (first == '*' && length == 1 && isMethod(OPTIONS))) {
            return null;
        }
        return HeadRefusal.MALFORMED_PATH;
    }

    private boolean isMethod(byte[] method) {
        return Arrays.equals(head.bytes(), head.methodFrom(), head.methodTo(), method, 0, method.length);
    }
}
