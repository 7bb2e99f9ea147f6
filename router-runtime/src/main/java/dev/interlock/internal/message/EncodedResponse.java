package dev.interlock.internal.message;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyWriter;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.SetCookie;
import dev.interlock.internal.negotiate.RouteTypes;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Implementation of {@link Response}. The body is {@link #body()} unless the application has set a {@link Content} or
 * {@link #bytes}. The object serves one response after another.
 */
public final class EncodedResponse extends Response {
    private static final int RETAINED_BYTES = 64 * 1024;
    private static final byte[] NONE = {};

    /**
     * Limit on the bytes of all interim responses to one request. Without this limit, a handler that sends them in a
     * loop could fill the memory.
     */
    private static final int MOST_INTERIM_BYTES = 16 * 1024;

    /** Bytes that count for an interim response in addition to its fields. */
    private static final int INTERIM_BYTES = 64;

    private static final int FIRST_INTERIM = 102;
    private static final int LAST_INTERIM = 199;
    private static final String NO_STAGE = "The handler returned null instead of a CompletionStage";

    private final FieldSection fields = new FieldSection();
    private final Slice found = new Slice();
    private final ByteWriter body = new ByteWriter(1024);
    private final int retainedBytes;
    private int status = HttpStatus.OK;
    private byte[] bytes = NONE;
    private int bytesFrom;
    private int bytesTo;
    private @Nullable Content content;
    private @Nullable CompletionStage<?> stage;
    private @Nullable BodyWriter<?> writer;
    private final Suspension suspension = new Suspension();
    private RouteTypes types = RouteTypes.NONE;
    private int negotiated;
    /** Trailer fields, or null if there are none. */
    private @Nullable ResponseTrailers trailers;
    /** Receiver of interim responses, or null if they are dropped because the client does not understand them. */
    private @Nullable InterimSink interims;
    /** Remaining bytes of the limit on interim responses. */
    private int interimRoom = MOST_INTERIM_BYTES;

    /** Lease of the response in strict mode, or null. */
    private final @Nullable Lease lease;

    /**
     * Returns the response as an object of this class. Only the server creates responses, so each response has this
     * class.
     */
    public static EncodedResponse of(Response response) {
        return (EncodedResponse) response;
    }

    /** Creates a response that keeps a buffer of up to 64 KiB for the next body. */
    public EncodedResponse() {
        this(RETAINED_BYTES);
    }

    /**
     * Creates a response that serves one request after another.
     *
     * @param retainedBytes limit on the bytes of the buffer that is kept for the next body
     */
    public EncodedResponse(int retainedBytes) {
        this(retainedBytes, true);
    }

    /**
     * Like {@link #EncodedResponse(int)}.
     *
     * @param reusing whether this object serves later requests. If false, the object is in strict mode: it serves one
     *     request, and throws after its {@linkplain #end() end}
     */
    public EncodedResponse(int retainedBytes, boolean reusing) {
        this.retainedBytes = retainedBytes;
        lease = reusing ? null : new Lease();
        if (lease != null) {
            lease.handOut(this);
            lease.handOut(body);
        }
    }

    /**
     * Ends the response after it was sent or dropped. Outside of strict mode, this object can then serve the next
     * request.
     */
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
                fields.end(lease);
            }
        }
    }

    /** Prepares the response for the filters and the handler of a request. Called before they receive it. */
    public void lendFor(ReceivedRequest request) {
        if (lease != null) {
            request.describeIn(lease);
        }
    }

    /** Returns whether the response has ended in strict mode. The engine then needs another response object. */
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

    @Override
    public int status() {
        checkLive();
        return status;
    }

    @Override
    public EncodedResponse status(int code) {
        checkLive();
        if (code < 200 || code > 599) {
            throw badStatus(code);
        }
        status = code;
        return this;
    }

    @Override
    public EncodedResponse header(CharSequence name, CharSequence value) {
        checkLive();
        fields.set(name, value);
        return this;
    }

    @Override
    public EncodedResponse header(FieldLine line) {
        checkLive();
        fields.set(line.bytes(), line.nameLength());
        return this;
    }

    @Override
    public EncodedResponse addHeader(CharSequence name, CharSequence value) {
        checkLive();
        fields.add(name, value);
        return this;
    }

    @Override
    public EncodedResponse addHeader(FieldLine line) {
        checkLive();
        fields.add(line.bytes(), line.nameLength());
        return this;
    }

    @Override
    public EncodedResponse cookie(SetCookie cookie) {
        return addHeader(HttpHeader.SET_COOKIE, cookie.toString());
    }

    @Override
    public EncodedResponse removeHeader(CharSequence name) {
        checkLive();
        fields.remove(name);
        return this;
    }

    @Override
    public @Nullable String headerValue(CharSequence name) {
        checkLive();
        int line = fields.find(name);
        return line < 0 ? null : fields.value(line);
    }

    @Override
    public @Nullable Slice headerSlice(CharSequence name) {
        checkLive();
        int line = fields.find(name);
        return line < 0 ? null : handOut(fields.value(line, found));
    }

    @Override
    public boolean hasHeader(CharSequence name) {
        checkLive();
        return fields.find(name) >= 0;
    }

    @Override
    public EncodedResponse defaultHeader(FieldLine line) {
        checkLive();
        fields.addIfAbsent(line.bytes(), line.nameLength());
        return this;
    }

    @Override
    public EncodedResponse contentType(CharSequence mediaType) {
        return header(HttpHeader.CONTENT_TYPE, mediaType);
    }

    @Override
    public EncodedResponse defaultContentType(FieldLine line) {
        return defaultHeader(line);
    }

    /** Sets the negotiated type unless another type was set. A range does not set a type. */
    public void negotiated(RouteTypes among, int index) {
        types = among;
        negotiated = index;
        FieldLine line = among.contentType(index);
        if (line != null) {
            defaultContentType(line);
        }
    }

    /**
     * Returns the index of the body's type among the types of the route: the type that was set last if the route has
     * it, or else the negotiated type.
     */
    public int representation() {
        checkLive();
        int line = fields.find(HttpHeader.CONTENT_TYPE);
        int set = line < 0 ? -1 : types.indexOfProduced(fields.value(line, found));
        return set < 0 ? negotiated : set;
    }

    @Override
    public EncodedResponse startOver(int newStatus) {
        checkLive();
        fields.removeAll(Representations.FIELDS);
        trailers = null;
        return discardBody().status(newStatus);
    }

    @Override
    protected void problem(Request request, Problem problem, List<FieldLine> fields) {
        ProblemDocument.write(problem, ReceivedRequest.of(request).occurrence(), this, fields);
    }

    @Override
    public EncodedResponse addIfNew(FieldLine line) {
        checkLive();
        fields.addIfNew(line.bytes(), line.nameLength());
        return this;
    }

    @Override
    public EncodedResponse trailer(CharSequence name, CharSequence value) {
        checkLive();
        ownTrailers().set(name, value);
        return this;
    }

    @Override
    public EncodedResponse trailer(FieldLine field) {
        checkLive();
        ownTrailers().set(field);
        return this;
    }

    @Override
    public EncodedResponse trailers(Supplier<? extends List<FieldLine>> atEnd) {
        checkLive();
        ownTrailers().source(atEnd);
        return this;
    }

    private ResponseTrailers ownTrailers() {
        ResponseTrailers own = trailers;
        if (own == null) {
            own = new ResponseTrailers();
            trailers = own;
        }
        return own;
    }

    /** Returns the trailer fields, which then belong to the caller, or null if there are none. */
    public @Nullable ResponseTrailers takeTrailers() {
        ResponseTrailers taken = trailers;
        trailers = null;
        return taken;
    }

    /** Sets the receiver of interim responses. Called before the handler. */
    public void interims(InterimSink sink) {
        interims = sink;
    }

    @Override
    public EncodedResponse interim(int status, FieldLine... fields) {
        checkLive();
        if (status < FIRST_INTERIM || status > LAST_INTERIM) {
            throw badInterim(status);
        }
        FieldSection section = new FieldSection();
        for (FieldLine field : fields) {
            section.add(field.bytes(), field.nameLength());
        }
        sendInterim(status, section);
        return this;
    }

    @Override
    public EncodedResponse earlyHints(CharSequence... links) {
        checkLive();
        if (links.length == 0) {
            throw new IllegalArgumentException(
                    "Early hints have no link. Tip: pass </style.css>; rel=preload; as=style");
        }
        FieldSection section = new FieldSection();
        for (CharSequence link : links) {
            section.add("link", link);
        }
        sendInterim(HttpStatus.EARLY_HINTS, section);
        return this;
    }

    private void sendInterim(int code, FieldSection section) {
        interimRoom -= INTERIM_BYTES + section.length();
        if (interimRoom < 0) {
            interimRoom = 0;
            throw new IllegalStateException("The interim responses to one request have more than " + MOST_INTERIM_BYTES
                    + " bytes. Tip: send fewer of them");
        }
        InterimSink sink = interims;
        if (sink != null) {
            sink.sendInterim(code, section);
        }
    }

    @Override
    public ByteWriter body() {
        checkLive();
        return body;
    }

    @Override
    public EncodedResponse bytes(byte[] array, int from, int to) {
        checkLive();
        Objects.checkFromToIndex(from, to, array.length);
        discardBody();
        bytes = array;
        bytesFrom = from;
        bytesTo = to;
        return this;
    }

    @Override
    public EncodedResponse buffer(ByteBuf buffer) {
        return content(new Content.Buffer(buffer));
    }

    @Override
    public EncodedResponse file(FileChannel channel, long position, long count) {
        return content(new Content.File(new OpenFile(channel), position, count));
    }

    @Override
    public EncodedResponse stream(Flow.Publisher<? extends ByteBuf> publisher) {
        return content(new Content.Stream(publisher, Content.UNKNOWN, null, null));
    }

    @Override
    public EncodedResponse stream(Flow.Publisher<? extends ByteBuf> publisher, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("A body cannot have " + length + " bytes");
        }
        return content(new Content.Stream(publisher, length, null, null));
    }

    @Override
    public EncodedResponse stream(Flow.Publisher<? extends ByteBuf> publisher, Duration interval, String text) {
        return content(
                new Content.Stream(publisher, Content.UNKNOWN, new Heartbeat(checkHeartbeat(interval), text), null));
    }

    /**
     * Encodes the streamed body in a content coding while it is sent. Filters call this; they must also set the
     * matching fields.
     *
     * @param encoder encoder, which is closed when the stream is over, or is dropped before it is sent
     * @throws IllegalStateException if the body is not a stream, or is already encoded
     */
    public EncodedResponse encodeStream(StreamEncoder encoder) {
        checkLive();
        if (!(content instanceof Content.Stream stream) || stream.encoder() != null) {
            throw new IllegalStateException("The body is not a stream, or is already encoded");
        }
        content = new Content.Stream(stream.publisher(), Content.UNKNOWN, stream.heartbeat(), encoder);
        return this;
    }

    private EncodedResponse content(Content newContent) {
        discardBody();
        content = newContent;
        return this;
    }

    @Override
    public EncodedResponse discardBody() {
        checkLive();
        body.clear();
        // Keeps the stage of a filter's decision. The engine waits for this stage, and code that completes it may call
        // this method.
        if (!suspension.isWaiting()) {
            stage = null;
            writer = null;
        }
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

    @Override
    public long contentLength() {
        checkLive();
        return content == null ? (long) body.length() + (bytesTo - bytesFrom) : content.length();
    }

    /**
     * Returns whether the response has a body. Returns false for a response to HEAD, for 204 and 304 (RFC 9110 section
     * 6.4.1), and for 205 (section 15.3.6).
     *
     * @param toHead whether the request's method was HEAD
     */
    public boolean hasBody(boolean toHead) {
        return !toHead
                && status != HttpStatus.NO_CONTENT
                && status != HttpStatus.RESET_CONTENT
                && status != HttpStatus.NOT_MODIFIED;
    }

    @Override
    public <T> void await(CompletionStage<T> awaited, BodyWriter<? super T> bodyWriter) {
        checkLive();
        stage = Objects.requireNonNull(awaited, NO_STAGE);
        writer = bodyWriter;
    }

    @Override
    public void await(CompletionStage<?> awaited) {
        checkLive();
        stage = Objects.requireNonNull(awaited, NO_STAGE);
        writer = null;
    }

    @Override
    public boolean isAwaiting() {
        checkLive();
        return stage != null;
    }

    /** Returns the awaited stage, or null. */
    public @Nullable CompletionStage<?> awaited() {
        return stage;
    }

    /** Returns the object that records for which filter the request waits. */
    public Suspension suspension() {
        return suspension;
    }

    /**
     * Makes the response await the decision of the filter at a position.
     *
     * @param decision stage of the decision
     */
    public void suspend(int position, CompletionStage<Boolean> decision) {
        checkLive();
        stage = Objects.requireNonNull(decision, "An AsyncFilter returned null instead of a CompletionStage");
        writer = null;
        suspension.begin(position);
    }

    /** Ends the wait for a filter without its decision. */
    public void endWait() {
        if (suspension.isWaiting()) {
            suspension.clear();
            stage = null;
        }
    }

    /** Ends the wait for a filter with the value of its stage. */
    public void resume(@Nullable Object value) {
        stage = null;
        suspension.decide(value);
    }

    /** Writes the value of the completed stage to the response. */
    // The writer was set together with the stage, and accepts its type, including null.
    @SuppressWarnings({"unchecked", "NullAway"})
    public void complete(@Nullable Object value) throws Exception {
        BodyWriter<Object> bodyWriter = (BodyWriter<Object>) writer;
        stage = null;
        writer = null;
        if (bodyWriter != null) {
            bodyWriter.write(this, value);
        }
    }

    /** Returns the content to send instead of {@link #body()}, or null. */
    public @Nullable Content content() {
        checkLive();
        return content;
    }

    /** Returns the {@link #content()}, which then belongs to the caller. */
    public @Nullable Content takeContent() {
        Content taken = content;
        content = null;
        return taken;
    }

    /** Returns the array of the body. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the index of the first byte of the body in {@link #bytes()}. */
    public int bytesFrom() {
        return bytesFrom;
    }

    /** Returns the index after the last byte of the body in {@link #bytes()}. */
    public int bytesTo() {
        return bytesTo;
    }

    /** Returns the header fields of the response. */
    public FieldSection fields() {
        checkLive();
        return fields;
    }

    /** Resets the response to status 200 without fields, body and interim responses. */
    public void reset() {
        status = HttpStatus.OK;
        interimRoom = MOST_INTERIM_BYTES;
        if (interims != null) {
            interims = null;
        }
        if (trailers != null) {
            trailers = null;
        }
        fields.clear();
        types = RouteTypes.NONE;
        negotiated = 0;
        suspension.clear();
        discardBody();
        body.clear(retainedBytes);
    }

    private static IllegalArgumentException badInterim(int code) {
        return new IllegalArgumentException(
                code + " is not the status of an interim response of a handler. Tip: these are 102 to 199; the server"
                        + " itself sends 100, and 101 changes the protocol (RFC 9110 section 15.2)");
    }

    private static IllegalArgumentException badStatus(int code) {
        return new IllegalArgumentException(
                code + " is not the status of a response. Tip: statuses are 200 to 599 (RFC 9110 section 15)");
    }
}
