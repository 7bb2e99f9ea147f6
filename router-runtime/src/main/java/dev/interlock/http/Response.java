package dev.interlock.http;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to one request: a status, header fields and a body, all of them encoded as they are sent. Nothing is
 * sent before the handler has returned, so that everything can be changed until then.
 *
 * <p>A body is what was appended to {@link #body()}, or else the one {@link Content}, or the bytes, that were given last:
 * these are sent from where they are.
 *
 * <p>Belongs to one request at a time and is valid until its handler returns, or until the stage that it {@linkplain
 * #await awaits} has completed; used again without allocation. Not safe for use by several threads at once.
 */
public final class Response {
    private static final int OK = 200;
    private static final int RETAINED_BYTES = 64 * 1024;
    private static final byte[] NONE = {};
    private static final String NO_STAGE = "The handler gave null in place of a CompletionStage";

    private final HeaderLines lines = new HeaderLines();
    private final Slice found = new Slice();
    private final ByteWriter body = new ByteWriter(1024);
    private final int retainedBytes;
    private int status = OK;
    private byte[] bytes = NONE;
    private int bytesFrom;
    private int bytesTo;
    private @Nullable Content content;
    private @Nullable CompletionStage<?> stage;
    private @Nullable BodyWriter<?> writer;
    private List<MediaRange> representations = List.of();
    private int negotiated;

    /** Lease of the response in strict mode, or null. */
    private final @Nullable Lease lease;

    /** A response that keeps room for a body of 64 KiB. */
    public Response() {
        this(RETAINED_BYTES);
    }

    /**
     * A response for many requests.
     *
     * @param retainedBytes what it keeps of the room for a body that was larger
     */
    public Response(int retainedBytes) {
        this(retainedBytes, true);
    }

    /**
     * As {@link #Response(int)}.
     *
     * @param reusing whether this object serves later requests; if not, it is in strict mode: it serves one request and throws
     *     after its {@linkplain #end() end}
     */
    public Response(int retainedBytes, boolean reusing) {
        this.retainedBytes = retainedBytes;
        lease = reusing ? null : new Lease();
        if (lease != null) {
            lease.handOut(this);
            lease.handOut(body);
        }
    }

    /** Called by the protocol engine: the response was sent, or never will be. Outside of strict mode it serves the next request. */
    public void end() {
        if (isOver()) {
            return;
        }
        try {
            reset();
        } finally {
            if (lease != null) {
                lease.end();
                body.end(lease);
                lines.bytes().end(lease);
            }
        }
    }

    /** Called by the protocol engine before filters and the handler of a request get the response. */
    public void lendFor(Request request) {
        if (lease != null) {
            request.describeIn(lease);
        }
    }

    /** Called by the protocol engine: whether strict mode has ended this response, so that another one is needed. */
    public boolean isOver() {
        return lease != null && lease.isEnded();
    }

    private Slice handOut(Slice slice) {
        return lease == null ? slice : lease.handOut(slice);
    }

    private void checkLive() {
        if (lease != null && lease.isEnded()) {
            throw lease.late(this);
        }
    }

    /** 200 unless it was set. */
    public int status() {
        checkLive();
        return status;
    }

    /**
     * Sets the status.
     *
     * @param code 200 to 599
     */
    public Response status(int code) {
        checkLive();
        if (code < 200 || code > 599) {
            throw badStatus(code);
        }
        status = code;
        return this;
    }

    /**
     * Sets a header field: earlier ones with its name are replaced.
     *
     * @param value text without control characters; what is not ASCII is sent as UTF-8
     * @throws IllegalArgumentException when the name is no token (RFC 9110 section 5.6.2), the value has a line break
     *     or another control character, or the field is one that the server sends: content-length, transfer-encoding,
     *     connection, date
     */
    public Response header(CharSequence name, CharSequence value) {
        checkLive();
        lines.set(name, value);
        return this;
    }

    /** Sets a header field that was encoded before: earlier ones with its name are replaced. */
    public Response header(FieldLine line) {
        checkLive();
        lines.set(line);
        return this;
    }

    /**
     * Adds a header field to those with its name, as {@code set-cookie} needs it.
     *
     * @throws IllegalArgumentException under the conditions of {@link #header}
     */
    public Response addHeader(CharSequence name, CharSequence value) {
        checkLive();
        lines.add(name, value);
        return this;
    }

    /** Adds a header field that was encoded before to those with its name. */
    public Response addHeader(FieldLine line) {
        checkLive();
        lines.add(line);
        return this;
    }

    /** Adds a cookie to those that the answer sets. */
    public Response cookie(SetCookie cookie) {
        return addHeader("set-cookie", cookie.toString());
    }

    /** Removes the header fields with a name. */
    public Response removeHeader(CharSequence name) {
        checkLive();
        lines.remove(name);
        return this;
    }

    /** The value of the first header field with a name, or null if there is none. */
    public @Nullable String headerValue(CharSequence name) {
        checkLive();
        int line = lines.find(name);
        return line < 0 ? null : lines.value(line);
    }

    /** As {@link #headerValue}, where it is: valid until a field is changed, or another is asked for. Allocates nothing. */
    public @Nullable Slice headerSlice(CharSequence name) {
        checkLive();
        int line = lines.find(name);
        return line < 0 ? null : handOut(lines.value(line, found));
    }

    /** Whether there is a header field with a name. */
    public boolean hasHeader(CharSequence name) {
        checkLive();
        return lines.find(name) >= 0;
    }

    /** Adds a header field that was encoded before, unless there is one with its name. */
    public Response defaultHeader(FieldLine line) {
        checkLive();
        lines.addIfAbsent(line);
        return this;
    }

    /** Sets the media type of the body, instead of the one that its codec would. */
    public Response contentType(CharSequence mediaType) {
        return header("content-type", mediaType);
    }

    /**
     * Sets the media type of the body unless the handler has.
     *
     * @param line a content-type line
     */
    public Response defaultContentType(FieldLine line) {
        return defaultHeader(line);
    }

    /** The type is that one among these, unless another was set; a range sets none. */
    void negotiated(List<MediaRange> ranges, int index) {
        representations = ranges;
        negotiated = index;
        FieldLine line = ranges.get(index).contentType();
        if (line != null) {
            defaultContentType(line);
        }
    }

    /**
     * Called by generated code that writes one of several types: which of those of the route the body has. That is the type
     * that was set last, if it is among them, and else the one that was negotiated.
     */
    public int representation() {
        checkLive();
        int line = lines.find("content-type");
        int set = line < 0 ? -1 : MediaTypes.indexOf(representations, lines.value(line, found));
        return set < 0 ? negotiated : set;
    }

    /**
     * Called where something else is to be answered than what was begun, by generated code when a method for errors is. The body
     * goes, and with it the fields that describe it, tell its states apart, or let caches keep it; those that concern the
     * exchange stay, such as those of CORS, cookies, Vary and Retry-After.
     */
    public Response startOver(int newStatus) {
        checkLive();
        lines.removeOfRepresentation();
        return discardBody().status(newStatus);
    }

    /** Adds a header field that was encoded before, unless the very same is there: two may say that an answer varies alike. */
    public Response addIfNew(FieldLine line) {
        checkLive();
        lines.addIfNew(line);
        return this;
    }

    /** The body, which codecs append to. Sent without change, its length as content-length. */
    public ByteWriter body() {
        checkLive();
        return body;
    }

    /**
     * Makes bytes the body: they are sent from where they are. A handler that the event loop calls may change them for the
     * next request; one that is {@code @Blocking}, or answers later, must not change them any more.
     *
     * @throws IndexOutOfBoundsException when the range is not within the array
     */
    public Response bytes(byte[] array, int from, int to) {
        checkLive();
        Objects.checkFromToIndex(from, to, array.length);
        discardBody();
        bytes = array;
        bytesFrom = from;
        bytesTo = to;
        return this;
    }

    /** Makes a buffer the body and takes its reference over: it is released when it is sent, or when it will not be. */
    public Response buffer(ByteBuf buffer) {
        return content(new Content.Buffer(buffer));
    }

    /**
     * Makes a part of a file the body; the channel is closed when it is sent, or when it will not be.
     *
     * @param position of the first byte
     * @param count bytes, all of them in the file
     */
    public Response file(FileChannel channel, long position, long count) {
        return content(new Content.File(channel, position, count));
    }

    /**
     * Makes what a publisher publishes the body: it is subscribed to once, after the handler has returned, and asked for
     * more as the client reads. Sent in chunks; the head goes out with the first buffer. An error before that is answered
     * as one of the handler, and one after it breaks the connection off, so that the client does not take the part that
     * it has for the whole.
     */
    public Response stream(Flow.Publisher<? extends ByteBuf> publisher) {
        return stream(publisher, null);
    }

    /**
     * As {@link #stream(Flow.Publisher)}, of a length that is known before: it is sent as content-length, and not in chunks.
     *
     * @param length bytes; a publisher that publishes more or less breaks the connection off
     * @throws IllegalArgumentException when it is negative
     */
    public Response stream(Flow.Publisher<? extends ByteBuf> publisher, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("A body cannot have " + length + " bytes");
        }
        return content(new Content.Stream(publisher, length, null, null));
    }

    /**
     * As {@link #stream(Flow.Publisher)}, for as long as the client listens.
     *
     * @param heartbeat null for a stream that ends by itself
     */
    public Response stream(Flow.Publisher<? extends ByteBuf> publisher, @Nullable Heartbeat heartbeat) {
        return content(new Content.Stream(publisher, Content.UNKNOWN, heartbeat, null));
    }

    /**
     * Has the stream that is the body put in a content coding while it is sent, for a filter that says so in its fields.
     *
     * @param encoder is closed when the stream is over, or will not be sent
     * @throws IllegalStateException when the body is no stream, or is encoded already
     */
    public Response encodeStream(StreamEncoder encoder) {
        checkLive();
        if (!(content instanceof Content.Stream stream) || stream.encoder() != null) {
            throw new IllegalStateException("The body is no stream that could be encoded");
        }
        content = new Content.Stream(stream.publisher(), Content.UNKNOWN, stream.heartbeat(), encoder);
        return this;
    }

    private Response content(Content newContent) {
        discardBody();
        content = newContent;
        return this;
    }

    /** Removes the body, whatever it is; one that is awaited is awaited no more. */
    public Response discardBody() {
        checkLive();
        body.clear();
        stage = null;
        writer = null;
        bytes = NONE;
        bytesFrom = 0;
        bytesTo = 0;
        Content old = content;
        if (old != null) {
            content = null;
            old.release();
        }
        return this;
    }

    /** The length of the body in bytes, or {@link Content#UNKNOWN}. */
    public long contentLength() {
        checkLive();
        return content == null ? (long) body.length() + (bytesTo - bytesFrom) : content.length();
    }

    /**
     * Called by generated code: the body is what the stage completes with.
     *
     * @param bodyWriter is called with it, by the event loop of the connection
     */
    public <T> void await(CompletionStage<T> awaited, BodyWriter<? super T> bodyWriter) {
        checkLive();
        stage = Objects.requireNonNull(awaited, NO_STAGE);
        writer = bodyWriter;
    }

    /** Called by generated code: the response has no body, and is complete when the stage is. */
    public void await(CompletionStage<?> awaited) {
        checkLive();
        stage = Objects.requireNonNull(awaited, NO_STAGE);
        writer = null;
    }

    /** Whether the answer is not there yet when the handler has returned. */
    public boolean isAwaiting() {
        checkLive();
        return stage != null;
    }

    /** For the protocol engine: what is awaited, or null. */
    public @Nullable CompletionStage<?> awaited() {
        return stage;
    }

    /** For the protocol engine: writes what the stage has completed with. */
    // The writer came together with the stage, which has the type that it takes, null or not.
    @SuppressWarnings({"unchecked", "NullAway"})
    public void complete(@Nullable Object value) throws Exception {
        BodyWriter<Object> bodyWriter = (BodyWriter<Object>) writer;
        stage = null;
        writer = null;
        if (bodyWriter != null) {
            bodyWriter.write(this, value);
        }
    }

    /** What is to be sent in place of {@link #body()}, or null. */
    public @Nullable Content content() {
        checkLive();
        return content;
    }

    /** For the protocol engine: the {@link #content()}, which belongs to the caller now. */
    public @Nullable Content takeContent() {
        Content taken = content;
        content = null;
        return taken;
    }

    /** For the protocol engine: the array of the {@link #bytes}. */
    public byte[] bytes() {
        return bytes;
    }

    /** For the protocol engine: the index of the first of the {@link #bytes}. */
    public int bytesFrom() {
        return bytesFrom;
    }

    /** For the protocol engine: the index behind the last of the {@link #bytes}. */
    public int bytesTo() {
        return bytesTo;
    }

    /** The header fields as they are sent: lines {@code name: value}, each with CRLF. To be read only. */
    public ByteWriter fields() {
        checkLive();
        return lines.bytes();
    }

    /** Back to status 200, no fields and no body. */
    public void reset() {
        status = OK;
        lines.clear();
        representations = List.of();
        negotiated = 0;
        discardBody();
        body.clear(retainedBytes);
    }

    private static IllegalArgumentException badStatus(int code) {
        return new IllegalArgumentException(
                code + " is not the status of an answer. Tip: statuses are 200 to 599 (RFC 9110 section 15)");
    }
}
