package dev.interlock.http;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Response to one request: status, header fields and body, in encoded form. The server sends nothing of the response
 * before the handler has returned, so a handler can change everything until then.
 *
 * <p>The body is the content of {@link #body()}, unless {@link #bytes}, {@link #buffer}, {@link #file} or
 * {@link #stream} sets another body. The server sends that body without a copy. Only the last of these calls takes
 * effect.
 *
 * <p>A response is valid until its handler returns, or until the stage that it {@linkplain #await awaits} has
 * completed. Later requests reuse the object. Not safe for use by several threads at once. Only the server creates
 * responses.
 */
public abstract class Response {
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(1);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofDays(1);

    /** Called by the server. */
    protected Response() {}

    /** Returns the status of the response; 200 unless it was set. */
    public abstract int status();

    /**
     * Sets the status.
     *
     * @param code status from 200 to 599
     */
    public abstract Response status(int code);

    /**
     * Sets a header field. Replaces earlier fields with the same name.
     *
     * @param value text without control characters; non-ASCII characters are sent as UTF-8
     * @throws IllegalArgumentException if the name is not a token (RFC 9110 section 5.6.2), if the value has a line
     *     break or another control character, or if only the server may set the field: content-length,
     *     transfer-encoding, connection, date
     */
    public abstract Response header(CharSequence name, CharSequence value);

    /** Sets an encoded header field. Replaces earlier fields with the same name. */
    public abstract Response header(FieldLine line);

    /**
     * Adds a header field. Keeps earlier fields with the same name. Use this for fields such as {@code set-cookie}.
     *
     * @throws IllegalArgumentException under the conditions of {@link #header}
     */
    public abstract Response addHeader(CharSequence name, CharSequence value);

    /** Adds an encoded header field. Keeps earlier fields with the same name. */
    public abstract Response addHeader(FieldLine line);

    /** Adds a cookie to the response. */
    public abstract Response cookie(SetCookie cookie);

    /** Removes the header fields with a name. */
    public abstract Response removeHeader(CharSequence name);

    /** Returns the value of the first header field with a name, or null if there is none. */
    public abstract @Nullable String headerValue(CharSequence name);

    /**
     * Like {@link #headerValue}, but allocates nothing. The slice is valid until a field is changed or this method is
     * called again.
     */
    public abstract @Nullable Slice headerSlice(CharSequence name);

    /** Whether there is a header field with a name. */
    public abstract boolean hasHeader(CharSequence name);

    /** Adds an encoded header field, unless the response already has a field with the same name. */
    public abstract Response defaultHeader(FieldLine line);

    /** Sets the media type of the body. If it is not set, the codec sets the default. */
    public abstract Response contentType(CharSequence mediaType);

    /**
     * Sets the media type of the body, unless the handler has set one.
     *
     * @param line a content-type line
     */
    public abstract Response defaultContentType(FieldLine line);

    /**
     * Begins a new response in place of the current one, for example before generated code calls an error handler.
     * Removes the body, the trailer fields, and the header fields that belong to the body: its description, its
     * validators and the rules for caches. Header fields that belong to the exchange stay, such as CORS, cookies, Vary
     * and Retry-After.
     */
    public abstract Response startOver(int newStatus);

    /**
     * Adds an encoded header field, unless the response already has a field with the same name and value. For example,
     * two filters may add the same Vary.
     */
    public abstract Response addIfNew(FieldLine line);

    /**
     * Sets a trailer field, which is sent after the body (RFC 9110 section 6.5). Replaces earlier trailer fields with
     * the same name. A body with trailer fields is sent in chunks. Trailer fields are dropped if the response has no
     * body, if the client has not sent {@code TE: trailers}, or if the client speaks HTTP/1.0.
     *
     * @throws IllegalArgumentException under the conditions of {@link #header}, and for a field that is only
     *     allowed in a header section, such as content-type or set-cookie (section 6.5.1)
     */
    public abstract Response trailer(CharSequence name, CharSequence value);

    /**
     * Sets an encoded trailer field, like {@link #trailer(CharSequence, CharSequence)}.
     *
     * @throws IllegalArgumentException for a field that is only allowed in a header section
     */
    public abstract Response trailer(FieldLine field);

    /**
     * Sets a source of trailer fields that are known only at the end of the body, such as a digest of a stream. The
     * response has these fields in addition to the fields of {@link #trailer}. If the client accepts trailer fields,
     * the event loop calls the source once, after the publisher has completed. The source must not block. If the source
     * throws an exception, the server closes the connection before the end of the response, so that the client notices
     * the failure.
     */
    public abstract Response trailers(Supplier<? extends List<FieldLine>> atEnd);

    /**
     * Sends an interim response at once, while the handler continues (RFC 9110 section 15.2). Clients of HTTP/1.0 do
     * not receive interim responses. If the handler responds at once on the event loop, the interim response is sent
     * together with the final one. So only asynchronous and blocking handlers benefit from this method.
     *
     * @param status status from 102 to 199. The server itself sends 100
     * @throws IllegalArgumentException if the status is out of this range
     * @throws IllegalStateException if the interim responses to this request together exceed 16 KiB; each counts 64
     *     bytes in addition to its fields
     */
    public abstract Response interim(int status, FieldLine... fields);

    /**
     * Sends 103 Early Hints (RFC 8297), which names resources that the client can load before it receives the response.
     *
     * @param links values of Link (RFC 8288), such as {@code </style.css>; rel=preload; as=style}
     * @throws IllegalArgumentException if there is no link, or one has a control character
     * @throws IllegalStateException under the conditions of {@link #interim}
     */
    public abstract Response earlyHints(CharSequence... links);

    /**
     * Returns the buffer of the body, to which handlers and codecs append. The server sends the content of the buffer
     * without change, and its length as content-length.
     */
    public abstract ByteWriter body();

    /**
     * Sets the body to bytes, which are sent without a copy. A handler that responds at once on the event loop may
     * reuse the array for the next request. A handler that is {@code @Blocking} or returns a stage must never change
     * the array afterwards.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public abstract Response bytes(byte[] array, int from, int to);

    /**
     * Sets the body to a buffer and takes ownership of the buffer. The server releases it, whether it is sent or not.
     */
    public abstract Response buffer(ByteBuf buffer);

    /**
     * Sets the body to a part of a file. The server closes the channel whether the part is sent or not.
     *
     * @param position index of the first byte
     * @param count number of bytes; the file must contain all of them
     */
    public abstract Response file(FileChannel channel, long position, long count);

    /**
     * Sets the body to the buffers of a publisher. The server subscribes once, after the handler has returned, and
     * requests buffers as fast as the client reads. It sends the head together with the first buffer, and the body in
     * chunks. An error before the first buffer is handled like an exception of the handler. After a later error, the
     * server closes the connection before the end of the body, so that the client notices the failure.
     */
    public abstract Response stream(Flow.Publisher<? extends ByteBuf> publisher);

    /**
     * Like {@link #stream(Flow.Publisher)}, for a body of known length. The server sends the length as content-length,
     * and the body without chunks.
     *
     * @param length number of bytes; if the publisher publishes more or fewer, the server closes the connection before
     *     the end of the body
     * @throws IllegalArgumentException if the length is negative
     */
    public abstract Response stream(Flow.Publisher<? extends ByteBuf> publisher, long length);

    /**
     * Like {@link #stream(Flow.Publisher)}, for a stream that lasts as long as the client listens. The server sends the
     * head as soon as the publisher has accepted the subscription. It cancels the stream when the client ends its side
     * of the connection, and ends the stream when the server shuts down. While the publisher is silent, the server
     * repeatedly sends a text that the client skips, so that no proxy considers the connection idle.
     *
     * @param heartbeat time without any other data before the text is sent, from a millisecond to a day; the server may
     *     send the text up to a second later. Zero for no texts
     * @param text ASCII text that the client skips
     * @throws IllegalArgumentException if the time is out of range
     */
    public abstract Response stream(Flow.Publisher<? extends ByteBuf> publisher, Duration heartbeat, String text);

    /**
     * Checks that the interval of a heartbeat is in range, and returns the interval.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    protected static Duration checkHeartbeat(Duration interval) {
        if (!interval.isZero()
                && (interval.compareTo(SHORTEST_HEARTBEAT) < 0 || interval.compareTo(LONGEST_HEARTBEAT) > 0)) {
            throw new IllegalArgumentException(
                    "A heartbeat cannot come every " + interval + ". Tip: PT0.001S to PT24H, or zero for none");
        }
        return interval;
    }

    /** Removes the body, whatever its kind. Also removes the stage that the response awaits. */
    public abstract Response discardBody();

    /** Returns the length of the body in bytes, or -1 if the length is not known. */
    public abstract long contentLength();

    /**
     * Makes the response wait for a stage, whose value becomes the body. Called by generated code.
     *
     * @param bodyWriter writer that the event loop of the connection calls with the value
     */
    public abstract <T> void await(CompletionStage<T> awaited, BodyWriter<? super T> bodyWriter);

    /**
     * Makes the response wait for a stage. The response is complete when the stage is, and has no body. Called by
     * generated code.
     */
    public abstract void await(CompletionStage<?> awaited);

    /** Whether the response awaits a stage, and so is not complete when the handler returns. */
    public abstract boolean isAwaiting();

    /**
     * Makes a problem the response to a request; see {@link Problem#writeTo}.
     *
     * @param fields further header fields
     */
    protected abstract void problem(Request request, Problem problem, List<FieldLine> fields);
}
