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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Response to one request: a status, header fields and a body, all of them already encoded. Nothing is sent before the
 * handler has returned, so everything can be changed until then.
 *
 * <p>The body is the content of {@link #body()}, unless a {@link Content} or {@link #bytes} were set, which are sent
 * without a copy. The last one counts.
 *
 * <p>A response belongs to one request at a time. It is valid until its handler returns, or until the stage that it
 * {@linkplain #await awaits} has completed. It is reused without allocation. Not safe for use by several threads at
 * once.
 */
public final class Response {
    private static final int RETAINED_BYTES = 64 * 1024;
    private static final byte[] NONE = {};

    /** Limit on the interim responses to one request together, so that a handler in a loop cannot fill the memory. */
    private static final int MOST_INTERIM_BYTES = 16 * 1024;

    /** Bytes that an interim response counts in addition to its fields. */
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
    private List<MediaRange> representations = List.of();
    private int negotiated;
    /** Trailer fields, or null if there are none. */
    private @Nullable ResponseTrailers trailers;
    /** Receiver of interim responses, or null if the client can get none. */
    private @Nullable InterimSink interims;
    /** Bytes left of the limit on interim responses. */
    private int interimRoom = MOST_INTERIM_BYTES;

    /** Lease of the response in strict mode, or null. */
    private final @Nullable Lease lease;

    /** Creates a response that keeps room for a body of 64 KiB. */
    public Response() {
        this(RETAINED_BYTES);
    }

    /**
     * Creates a reusable response.
     *
     * @param retainedBytes limit on the bytes of a larger body buffer that it keeps
     */
    public Response(int retainedBytes) {
        this(retainedBytes, true);
    }

    /**
     * Like {@link #Response(int)}.
     *
     * @param reusing whether this object serves later requests. If not, it is in strict mode: it serves one request and
     *     throws after its {@linkplain #end() end}
     */
    public Response(int retainedBytes, boolean reusing) {
        this.retainedBytes = retainedBytes;
        lease = reusing ? null : new Lease();
        if (lease != null) {
            lease.handOut(this);
            lease.handOut(body);
        }
    }

    /**
     * Called by the protocol engine after the response was sent or given up. Outside of strict mode, this object serves
     * the next request.
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

    /** Called by the protocol engine before filters and the handler receive the response. */
    public void lendFor(Request request) {
        if (lease != null) {
            request.describeIn(lease);
        }
    }

    /**
     * Called by the protocol engine: whether strict mode has ended this response. If so, the engine needs another one.
     */
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

    /** Status; 200 unless it was set. */
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
     * Sets a header field and replaces earlier ones with its name.
     *
     * @param value text without control characters; non-ASCII characters are sent as UTF-8
     * @throws IllegalArgumentException when the name is not a token (RFC 9110 section 5.6.2), when the value has a
     *     line break or another control character, or for a field that only the server may set: content-length,
     *     transfer-encoding, connection, date
     */
    public Response header(CharSequence name, CharSequence value) {
        checkLive();
        fields.set(name, value);
        return this;
    }

    /** Sets an encoded header field and replaces earlier ones with its name. */
    public Response header(FieldLine line) {
        checkLive();
        fields.set(line);
        return this;
    }

    /**
     * Adds a header field and keeps earlier ones with its name. For fields such as {@code set-cookie}.
     *
     * @throws IllegalArgumentException under the conditions of {@link #header}
     */
    public Response addHeader(CharSequence name, CharSequence value) {
        checkLive();
        fields.add(name, value);
        return this;
    }

    /** Adds an encoded header field and keeps earlier ones with its name. */
    public Response addHeader(FieldLine line) {
        checkLive();
        fields.add(line);
        return this;
    }

    /** Adds a cookie to the response. */
    public Response cookie(SetCookie cookie) {
        return addHeader(HttpHeader.SET_COOKIE, cookie.toString());
    }

    /** Removes the header fields with a name. */
    public Response removeHeader(CharSequence name) {
        checkLive();
        fields.remove(name);
        return this;
    }

    /** Value of the first header field with a name, or null if there is none. */
    public @Nullable String headerValue(CharSequence name) {
        checkLive();
        int line = fields.find(name);
        return line < 0 ? null : fields.value(line);
    }

    /**
     * Like {@link #headerValue}, without a copy: valid until a field is changed or this method is called again.
     * Allocates nothing.
     */
    public @Nullable Slice headerSlice(CharSequence name) {
        checkLive();
        int line = fields.find(name);
        return line < 0 ? null : handOut(fields.value(line, found));
    }

    /** Whether there is a header field with a name. */
    public boolean hasHeader(CharSequence name) {
        checkLive();
        return fields.find(name) >= 0;
    }

    /** Adds an encoded header field, unless there is one with its name. */
    public Response defaultHeader(FieldLine line) {
        checkLive();
        fields.addIfAbsent(line);
        return this;
    }

    /** Sets the media type of the body. Without it, the codec sets its own. */
    public Response contentType(CharSequence mediaType) {
        return header(HttpHeader.CONTENT_TYPE, mediaType);
    }

    /**
     * Sets the media type of the body, unless the handler has set one.
     *
     * @param line a content-type line
     */
    public Response defaultContentType(FieldLine line) {
        return defaultHeader(line);
    }

    /** Sets the negotiated type, unless another type was set. A range does not set a type. */
    void negotiated(List<MediaRange> ranges, int index) {
        representations = ranges;
        negotiated = index;
        FieldLine line = ranges.get(index).contentType();
        if (line != null) {
            defaultContentType(line);
        }
    }

    /**
     * Called by generated code that writes one of several types: index of the body's type among the types of the route.
     * This is the type that was set last if it belongs to the route, or else the negotiated type.
     */
    public int representation() {
        checkLive();
        int line = fields.find(HttpHeader.CONTENT_TYPE);
        int set = line < 0 ? -1 : MediaTypes.indexOf(representations, fields.value(line, found));
        return set < 0 ? negotiated : set;
    }

    /**
     * Discards the response, for example when generated code calls a method for errors. Removes the body, the trailer
     * fields, and the header fields that describe the body, validate it or let caches keep it. Header fields about the
     * exchange stay, such as CORS, cookies, Vary and Retry-After.
     */
    public Response startOver(int newStatus) {
        checkLive();
        fields.removeOfRepresentation();
        trailers = null;
        return discardBody().status(newStatus);
    }

    /**
     * Adds an encoded header field, unless the response has the same name and value. Two parts of the code may add the
     * same Vary.
     */
    public Response addIfNew(FieldLine line) {
        checkLive();
        fields.addIfNew(line);
        return this;
    }

    /**
     * Sets a trailer field, which is sent after the body (RFC 9110 section 6.5), and replaces earlier ones with its
     * name. A body with trailer fields is sent in chunks. A response has no trailer fields if it has no body, if its
     * client has not sent {@code TE: trailers}, or if the client speaks HTTP/1.0.
     *
     * @throws IllegalArgumentException under the conditions of {@link #header}, and for a field that is only
     *     allowed in a header section, such as content-type or set-cookie (section 6.5.1)
     */
    public Response trailer(CharSequence name, CharSequence value) {
        checkLive();
        ownTrailers().set(name, value);
        return this;
    }

    /**
     * Sets an encoded trailer field, like {@link #trailer(CharSequence, CharSequence)}.
     *
     * @throws IllegalArgumentException for a field that is only allowed in a header section
     */
    public Response trailer(FieldLine field) {
        checkLive();
        ownTrailers().set(field);
        return this;
    }

    /**
     * Sets a source of trailer fields that are known only at the end of the body, such as a digest of a stream. They
     * are added to the fields of {@link #trailer}. If the client accepts trailer fields, the event loop calls the
     * source once, after the publisher has completed. The source must not block. If it throws, the server closes the
     * connection before the end of the response, so that the client does not take the response for complete.
     */
    public Response trailers(Supplier<? extends List<FieldLine>> atEnd) {
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

    /**
     * Called by the protocol engine: returns the trailer fields, or null if there are none. The caller then owns them.
     */
    public @Nullable ResponseTrailers takeTrailers() {
        ResponseTrailers taken = trailers;
        trailers = null;
        return taken;
    }

    /** Called by the protocol engine before the handler: sets the receiver of interim responses. */
    public void interims(InterimSink sink) {
        interims = sink;
    }

    /**
     * Sends an interim response at once, while the handler continues (RFC 9110 section 15.2). Clients of HTTP/1.0 do
     * not get it. If the handler runs on the event loop, the interim response is sent together with the final one. So
     * only asynchronous and blocking handlers benefit.
     *
     * @param status 102 to 199. The server itself sends 100
     * @throws IllegalArgumentException when the status is out of this range
     * @throws IllegalStateException when the interim responses to this request have more than 16 KiB together; each
     *     counts 64 bytes in addition to its fields
     */
    public Response interim(int status, FieldLine... fields) {
        checkLive();
        if (status < FIRST_INTERIM || status > LAST_INTERIM) {
            throw badInterim(status);
        }
        FieldSection section = new FieldSection();
        for (FieldLine field : fields) {
            section.add(field);
        }
        sendInterim(status, section);
        return this;
    }

    /**
     * Sends 103 Early Hints (RFC 8297): resources that the client can load before it gets the response.
     *
     * @param links values of Link (RFC 8288), such as {@code </style.css>; rel=preload; as=style}
     * @throws IllegalArgumentException when there is no link, or one has a control character
     * @throws IllegalStateException under the conditions of {@link #interim}
     */
    public Response earlyHints(CharSequence... links) {
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

    /** Buffer of the body, to which codecs append. It is sent without change, with its length as content-length. */
    public ByteWriter body() {
        checkLive();
        return body;
    }

    /**
     * Sets the body to bytes, which are sent without a copy. A handler on the event loop may change the array for the
     * next request. A handler that is {@code @Blocking} or completes later must not change the array any more.
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

    /**
     * Sets the body to a buffer and takes ownership of it: the server releases the buffer whether it is sent or not.
     */
    public Response buffer(ByteBuf buffer) {
        return content(new Content.Buffer(buffer));
    }

    /**
     * Sets the body to a part of a file. The server closes the channel whether the part is sent or not.
     *
     * @param position index of the first byte
     * @param count number of bytes, all of them in the file
     */
    public Response file(FileChannel channel, long position, long count) {
        return content(new Content.File(channel, position, count));
    }

    /**
     * Sets the body to the buffers of a publisher. The server subscribes once, after the handler has returned, and
     * requests more while the client reads. The body is sent in chunks, and the head together with the first buffer. An
     * error before that is handled like an exception of the handler. After a later error, the server closes the
     * connection before the end of the body, so that the client does not take it for complete.
     */
    public Response stream(Flow.Publisher<? extends ByteBuf> publisher) {
        return stream(publisher, null);
    }

    /**
     * Like {@link #stream(Flow.Publisher)}, with a known length. The length is sent as content-length, and the body
     * without chunks.
     *
     * @param length bytes; if the publisher publishes more or fewer, the server closes the connection before the
     *     end of the body
     * @throws IllegalArgumentException when the length is negative
     */
    public Response stream(Flow.Publisher<? extends ByteBuf> publisher, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("A body cannot have " + length + " bytes");
        }
        return content(new Content.Stream(publisher, length, null, null));
    }

    /**
     * Like {@link #stream(Flow.Publisher)}, for as long as the client listens.
     *
     * @param heartbeat null for a stream that ends by itself
     */
    public Response stream(Flow.Publisher<? extends ByteBuf> publisher, @Nullable Heartbeat heartbeat) {
        return content(new Content.Stream(publisher, Content.UNKNOWN, heartbeat, null));
    }

    /**
     * Encodes the streamed body in a content coding while it is sent. For a filter, which must also set the matching
     * fields.
     *
     * @param encoder closed when the stream is over, or will not be sent
     * @throws IllegalStateException when the body is not a stream, or is already encoded
     */
    public Response encodeStream(StreamEncoder encoder) {
        checkLive();
        if (!(content instanceof Content.Stream stream) || stream.encoder() != null) {
            throw new IllegalStateException("The body is not a stream, or is already encoded");
        }
        content = new Content.Stream(stream.publisher(), Content.UNKNOWN, stream.heartbeat(), encoder);
        return this;
    }

    private Response content(Content newContent) {
        discardBody();
        content = newContent;
        return this;
    }

    /** Removes the body of any kind, and an awaited stage. */
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

    /** Length of the body in bytes, or {@link Content#UNKNOWN}. */
    public long contentLength() {
        checkLive();
        return content == null ? (long) body.length() + (bytesTo - bytesFrom) : content.length();
    }

    /**
     * Called by generated code: makes the value of the stage the body.
     *
     * @param bodyWriter called with the value, by the event loop of the connection
     */
    public <T> void await(CompletionStage<T> awaited, BodyWriter<? super T> bodyWriter) {
        checkLive();
        stage = Objects.requireNonNull(awaited, NO_STAGE);
        writer = bodyWriter;
    }

    /** Called by generated code for a response without a body: the response is complete when the stage is. */
    public void await(CompletionStage<?> awaited) {
        checkLive();
        stage = Objects.requireNonNull(awaited, NO_STAGE);
        writer = null;
    }

    /** Whether the response is still incomplete after the handler has returned. */
    public boolean isAwaiting() {
        checkLive();
        return stage != null;
    }

    /** For the protocol engine: the awaited stage, or null. */
    public @Nullable CompletionStage<?> awaited() {
        return stage;
    }

    /** For the protocol engine: writes the value of the completed stage. */
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

    /** Content to send instead of {@link #body()}, or null. */
    public @Nullable Content content() {
        checkLive();
        return content;
    }

    /** For the protocol engine: returns the {@link #content()}, which then belongs to the caller. */
    public @Nullable Content takeContent() {
        Content taken = content;
        content = null;
        return taken;
    }

    /** For the protocol engine: array of the body. */
    public byte[] bytes() {
        return bytes;
    }

    /** For the protocol engine: index of the first byte of the body in {@link #bytes()}. */
    public int bytesFrom() {
        return bytesFrom;
    }

    /** For the protocol engine: index after the last byte of the body in {@link #bytes()}. */
    public int bytesTo() {
        return bytesTo;
    }

    /** Header fields of the response. */
    public FieldSection fields() {
        checkLive();
        return fields;
    }

    /** Resets to status 200 without fields, body and interim responses. */
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
        representations = List.of();
        negotiated = 0;
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
