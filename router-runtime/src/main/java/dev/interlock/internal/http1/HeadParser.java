package dev.interlock.internal.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.Protocol;
import dev.interlock.http.RequestHead;
import dev.interlock.http.TlsConnection;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.Swar;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.Octets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request head (RFC 9112 sections 2 to 5) in place. The parser copies no bytes: a {@link RequestHead} receives
 * the index ranges.
 *
 * <p>Call {@link #begin} at the first byte of a head. Then call {@link #parse} each time more bytes have arrived, until
 * the parser is done or rejects the head. The parser scans an incomplete line again from its start. This is cheap,
 * because the length of a line is limited. The result does not depend on how the bytes are divided. If the bytes of an
 * incomplete head move, call {@link #begin} with the new array and index. Serves one connection at a time. Not safe for
 * use by several threads.
 */
public final class HeadParser {
    /**
     * Limit on the empty lines before a request line, which are ignored. RFC 9112 section 2.2 requires a server to
     * ignore at least one.
     */
    private static final int EMPTY_LINES = 8;

    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    private static final long HTTP_1_1 = Swar.word("HTTP/1.1".getBytes(US_ASCII), 0);

    /** Result if a line is incomplete, in place of the index after the line. */
    private static final int CUT = -1;

    private static final int FAILED = -2;

    private final Limits limits;
    private final ReceivedHead head;
    /** TLS of the connection, or null if it has none. */
    private final @Nullable TlsConnection tls;

    private final Framing framing = new Framing();
    private final RequestTarget target = new RequestTarget();

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int start;
    private int at;
    private int emptyLines;
    private boolean inFields;
    private boolean done;
    private int fields;
    private @Nullable Refusal refusal;

    /** Creates a parser for a connection without TLS. The parser fills {@code head} again for each request. */
    public HeadParser(Limits limits, ReceivedHead head) {
        this(limits, head, null);
    }

    /**
     * Creates a parser that fills {@code head} again for each request.
     *
     * @param tls TLS of the connection, or null if it has none
     */
    public HeadParser(Limits limits, ReceivedHead head, @Nullable TlsConnection tls) {
        this.limits = limits;
        this.head = head;
        this.tls = tls;
    }

    /** Drops the references to the last head, so that an idle connection does not retain its array. */
    public void forget() {
        bytes = NONE;
        head.forget();
    }

    /** Starts at the first byte of a head, and forgets the earlier head. */
    public void begin(byte[] bytes, int from) {
        this.bytes = bytes;
        start = from;
        at = from;
        emptyLines = 0;
        inFields = false;
        done = false;
        fields = 0;
        refusal = null;
        framing.reset();
        head.reset(bytes);
        head.tls(tls);
    }

    /**
     * Parses more bytes.
     *
     * @param to end of the received bytes; must not decrease from call to call
     * @throws IndexOutOfBoundsException if {@code to} is beyond the array
     */
    public Progress parse(int to) {
        Objects.checkFromToIndex(at, to, bytes.length);
        while (!done) {
            int next = inFields ? fieldLine(to) : requestLine(to);
            if (next < 0) {
                return next == CUT ? Progress.MORE : Progress.REFUSED;
            }
            at = next;
        }
        return Progress.DONE;
    }

    /** Returns the index after the complete head, where the body begins. */
    public int end() {
        return at;
    }

    /** Returns the framing of the body and the persistence of the connection. Valid after the head is complete. */
    public Framing framing() {
        return framing;
    }

    /** Returns the reason why the head was rejected. Valid only after {@link Progress#REFUSED}. */
    public Refusal refusal() {
        return Objects.requireNonNull(refusal, "nothing was refused");
    }

    private int requestLine(int to) {
        int cap = at + limits.requestLine() + 2;
        int end = Math.min(to, cap);
        if (at < end && (bytes[at] == '\r' || bytes[at] == '\n')) {
            return emptyLine(end);
        }
        int methodEnd = Octets.skipToken(bytes, at, end);
        if (methodEnd == end) {
            return cut(to, cap, Refusal.LONG_REQUEST_LINE);
        }
        if (bytes[methodEnd] != ' ' || methodEnd == at) {
            return fail(bytes[methodEnd], Refusal.MALFORMED_METHOD);
        }
        int next = targetAndVersion(methodEnd, end);
        if (next == CUT) {
            return cut(to, cap, Refusal.LONG_REQUEST_LINE);
        }
        head.method(at, methodEnd);
        inFields = next >= 0;
        return next;
    }

    private int targetAndVersion(int methodEnd, int end) {
        int targetEnd = Octets.skipTarget(bytes, methodEnd + 1, end);
        if (targetEnd == end) {
            return CUT;
        }
        if (bytes[targetEnd] != ' ') {
            return fail(bytes[targetEnd], Refusal.MALFORMED_TARGET);
        }
        int next = version(targetEnd + 1, end);
        if (next >= 0 && !target.read(head, bytes, at, methodEnd, methodEnd + 1, targetEnd)) {
            return fail(Refusal.MALFORMED_TARGET);
        }
        return next;
    }

    private int emptyLine(int end) {
        int next = lineEnd(at, end);
        if (next < 0) {
            return next;
        }
        if (++emptyLines > EMPTY_LINES) {
            return fail(Refusal.EMPTY_LINES);
        }
        start = next;
        return next;
    }

    private int version(int from, int end) {
        int next = from + Long.BYTES + 2;
        if (next <= end && Swar.word(bytes, from) == HTTP_1_1 && bytes[next - 2] == '\r' && bytes[next - 1] == '\n') {
            // Framing and head are HTTP/1.1 by default, so there is nothing to set.
            return next;
        }
        return otherVersion(from, end);
    }

    /** Reads any version that is not exactly HTTP/1.1 (RFC 9112 section 2.3). A minor version above 1 counts as 1. */
    private int otherVersion(int from, int end) {
        int i = from;
        while (i < end && !Octets.isSpace(bytes[i]) && !Octets.isControl(bytes[i])) {
            i++;
        }
        if (i == end) {
            return CUT;
        }
        if (Octets.isSpace(bytes[i]) || i - from != VERSION_LENGTH || !isVersion(from)) {
            return fail(bytes[i], Refusal.MALFORMED_VERSION);
        }
        int next = lineEnd(i, end);
        if (next >= 0 && bytes[i - 3] != '1') {
            return fail(Refusal.UNSUPPORTED_VERSION);
        }
        int minor = Math.min(bytes[i - 1] - '0', 1);
        framing.minorVersion(minor);
        if (minor == 0) {
            head.protocol(Protocol.HTTP_1_0);
        }
        return next;
    }

    private boolean isVersion(int from) {
        return Ascii.equal(bytes, from, "HTTP/")
                && Octets.isDigit(bytes[from + 5])
                && bytes[from + 6] == '.'
                && Octets.isDigit(bytes[from + 7]);
    }

    private int fieldLine(int to) {
        int cap = start + limits.head();
        int end = Math.min(to, cap);
        if (at < end && (bytes[at] == '\r' || bytes[at] == '\n')) {
            return lastLine(to, cap);
        }
        int nameEnd = Octets.skipToken(bytes, at, end);
        if (nameEnd == end) {
            return cut(to, cap, Refusal.LARGE_HEAD);
        }
        if (bytes[nameEnd] != ':' || nameEnd == at) {
            return failName(nameEnd);
        }
        int valueFrom = Octets.skipSpace(bytes, nameEnd + 1, end);
        int valueEnd = Octets.skipText(bytes, valueFrom, end);
        int next = lineEnd(valueEnd, end);
        if (next < 0) {
            return next == CUT ? cut(to, cap, Refusal.LARGE_HEAD) : next;
        }
        return field(nameEnd, valueFrom, Octets.trimSpace(bytes, valueFrom, valueEnd)) ? next : FAILED;
    }

    private boolean field(int nameEnd, int valueFrom, int valueTo) {
        Refusal reason = ++fields > limits.fields()
                ? Refusal.MANY_FIELDS
                : framing.field(bytes, at, nameEnd, valueFrom, valueTo);
        if (reason != null) {
            refusal = reason;
            return false;
        }
        if (target.hasAuthority() && Framing.isHost(bytes, at, nameEnd)) {
            head.addField(at, nameEnd, target.authorityFrom(), target.authorityTo());
        } else {
            head.addField(at, nameEnd, valueFrom, valueTo);
        }
        return true;
    }

    private int lastLine(int to, int cap) {
        int next = lineEnd(at, Math.min(to, cap));
        if (next == CUT) {
            return cut(to, cap, Refusal.LARGE_HEAD);
        }
        if (next >= 0) {
            refusal = framing.end();
            done = refusal == null;
            if (head.authorityFrom() == head.authorityTo()) {
                head.authority(framing.hostFrom(), framing.hostTo());
            }
        }
        return done ? next : FAILED;
    }

    /**
     * Reads the line end that must be at {@code index}. Returns the index after the line end, {@link #CUT} or
     * {@link #FAILED}.
     */
    private int lineEnd(int index, int end) {
        if (index == end) {
            return CUT;
        }
        if (bytes[index] != '\r') {
            return fail(bytes[index], Refusal.CONTROL_BYTE);
        }
        if (index + 1 == end) {
            return CUT;
        }
        return bytes[index + 1] == '\n' ? index + 2 : fail(Refusal.BARE_CR);
    }

    /** Rejects an incomplete line if it has reached its limit. Otherwise returns {@link #CUT}. */
    private int cut(int to, int cap, Refusal tooLong) {
        return to >= cap ? fail(tooLong) : CUT;
    }

    private int failName(int index) {
        if (Octets.isSpace(bytes[index])) {
            // White space at the start of the first field line is not a folded line, but must be rejected, too (RFC
            // 9112 section 2.2).
            return fail(index == at ? Refusal.FOLDED_LINE : Refusal.SPACE_BEFORE_COLON);
        }
        return fail(bytes[index], bytes[index] == ':' ? Refusal.EMPTY_NAME : Refusal.MALFORMED_NAME);
    }

    /**
     * Rejects the head because of an unexpected octet. There are special reasons for a line feed and for other control
     * characters.
     */
    private int fail(byte octet, Refusal otherwise) {
        if (octet == '\n') {
            return fail(Refusal.BARE_LF);
        }
        // A carriage return probably belongs to a line end. The given reason then applies, because the line ends too
        // early.
        return fail(octet != '\r' && Octets.isControl(octet) ? Refusal.CONTROL_BYTE : otherwise);
    }

    private int fail(Refusal reason) {
        refusal = reason;
        return FAILED;
    }
}
