package dev.interlock.generated.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.file.StaticFile;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.ServerSentEvent;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.negotiate.RouteTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes results of the types that need no library: text, bytes, files, streams and events. Names the media types of
 * each kind of result. A body has its usual media type unless the handler has set another one.
 */
public final class Results {
    /** Media types of text. */
    public static final List<String> TEXT = List.of("text/plain;charset=utf-8");

    /** Media types of bytes. */
    public static final List<String> BYTES = List.of("application/octet-stream");

    /** Media types of server-sent events. */
    public static final List<String> EVENTS = List.of("text/event-stream");

    /** Media types of a {@link StaticFile}: all types, because the type is known only after the file is found. */
    public static final List<String> ANY = List.of("*/*");

    /** Media types of one protobuf message. */
    public static final List<String> MESSAGE = Bodies.MESSAGE;

    /**
     * Media types of several length-delimited protobuf messages, in the order of {@link #MESSAGE}. No registered type
     * for them exists; {@code delimited=true} is the parameter that Spring uses.
     */
    public static final List<String> MESSAGES = List.of(
            "application/x-protobuf;delimited=true",
            "application/protobuf;delimited=true",
            "application/vnd.google.protobuf;delimited=true",
            "application/proto;delimited=true");

    private static final RouteTypes MESSAGE_TYPES = RouteTypes.producing(MESSAGE);
    private static final FieldLine TEXT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    private static final FieldLine BINARY_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/octet-stream");

    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT);

    private Results() {}

    /**
     * Sets the response type that the request's Accept prefers among the types of the route. Among equally preferred
     * types, it prefers the type of the request's body, and then the type that the route lists first. If the route has
     * several types, the response states that it depends on Accept. Called before the handler, which can still set
     * another type. Allocates nothing.
     */
    public static void negotiate(Request request, Response response) {
        ReceivedRequest received = ReceivedRequest.of(request);
        negotiate(received.types(), received, response);
    }

    /** Like {@link #negotiate(Request, Response)}, for types that need not belong to a route. */
    static void negotiate(RouteTypes types, ReceivedRequest request, Response response) {
        int chosen = 0;
        if (types.producedCount() > 1) {
            response.addIfNew(VARY);
            chosen = types.preferred(request.received(), request.contentType());
        }
        EncodedResponse.of(response).negotiated(types, chosen);
    }

    /**
     * Like {@link #negotiate}, for a protobuf message that is the response to an exception. The types of the route do
     * not matter.
     */
    public static void negotiateMessage(Request request, Response response) {
        negotiate(MESSAGE_TYPES, ReceivedRequest.of(request), response);
    }

    /** States in the response that it depends on Accept (RFC 9110 section 12.5.5). */
    public static void vary(Response response) {
        response.addIfNew(VARY);
    }

    /**
     * Returns the index of the body's type among the types of the route: the type that was set last if the route has
     * it, or else the negotiated type. Called for a route that writes several types.
     */
    public static int typeOf(Response response) {
        return EncodedResponse.of(response).representation();
    }

    /** Writes text in UTF-8. */
    public static void writeText(Response response, CharSequence value) {
        response.defaultContentType(TEXT_TYPE).body().append(value);
    }

    public static void writeText(Response response, int value) {
        writeText(response, (long) value);
    }

    public static void writeText(Response response, long value) {
        response.defaultContentType(TEXT_TYPE).body().append(value);
    }

    public static void writeText(Response response, float value) {
        writeText(response, Float.toString(value));
    }

    public static void writeText(Response response, double value) {
        writeText(response, Double.toString(value));
    }

    public static void writeText(Response response, boolean value) {
        writeText(response, value ? "true" : "false");
    }

    public static void writeText(Response response, char value) {
        writeText(response, String.valueOf(value));
    }

    /** Writes {@code toString()} of a value. */
    public static void writeText(Response response, Object value) {
        writeText(response, value.toString());
    }

    /**
     * Sets the body to an array. The array is sent in place, without a copy on the heap. It must not change before the
     * handler has returned.
     */
    public static void writeBytes(Response response, byte[] body) {
        response.defaultContentType(BINARY_TYPE).bytes(body, 0, body.length);
    }

    /** Sets the body to a buffer. The buffer is released once it is sent. */
    public static void writeBytes(Response response, ByteBuf body) {
        response.defaultContentType(BINARY_TYPE).buffer(body);
    }

    /** Writes a copy of the bytes. */
    public static void writeBytes(Response response, Slice body) {
        response.defaultContentType(BINARY_TYPE).body().append(body);
    }

    /**
     * Makes a file the body, with the media type of bytes. Reading its attributes and opening it may wait for a disk or
     * a network.
     *
     * @throws HttpException as {@link StaticFile#writeTo}
     */
    public static void writeFile(Request request, Response response, Path path) throws IOException {
        writeFile(request, response, StaticFile.of(path));
    }

    /**
     * Makes a file the body, with the media type of the file.
     *
     * @throws HttpException as {@link StaticFile#writeTo}
     */
    public static void writeFile(Request request, Response response, StaticFile file) throws IOException {
        file.writeTo(request, response);
    }

    /** Streams buffers as bytes. Each buffer is released once it is sent. */
    public static void streamBuffers(Response response, Flow.Publisher<? extends ByteBuf> body) {
        response.defaultContentType(BINARY_TYPE).stream(body);
    }

    /** Streams arrays as bytes. The arrays must not change after they are published. */
    public static void streamBytes(Response response, Flow.Publisher<byte[]> body) {
        response.defaultContentType(BINARY_TYPE).stream(encoded(body, Unpooled::wrappedBuffer));
    }

    /** Streams text in UTF-8. The two surrogates of a character must be in one element. */
    public static void streamText(Response response, Flow.Publisher<? extends CharSequence> body) {
        response.defaultContentType(TEXT_TYPE).stream(encoded(body, Results::buffer));
    }

    private static ByteBuf buffer(CharSequence text) {
        return Unpooled.wrappedBuffer(text.toString().getBytes(UTF_8));
    }

    /**
     * Streams events. The data of an event is text, or any object, which is sent as its {@code toString()}. An enum
     * constant is sent as its name.
     */
    public static <T> void streamEvents(Response response, Flow.Publisher<ServerSentEvent<T>> events) {
        EventStream.write(response, events);
    }

    /**
     * Streams events whose data is written by a function, for example as JSON.
     *
     * @param writer function that appends the text of one value, which must not contain line breaks
     */
    public static <T> void streamEvents(
            Response response, Flow.Publisher<ServerSentEvent<T>> events, BiConsumer<ByteWriter, ? super T> writer) {
        EventStream.write(response, events, writer);
    }

    /** Returns a publisher with each element encoded as a buffer. If the encoding fails, the stream fails. */
    public static <T> Flow.Publisher<ByteBuf> encoded(
            Flow.Publisher<? extends T> source, Function<? super T, ByteBuf> encoding) {
        return subscriber -> source.subscribe(new EncodingSubscriber<T>(subscriber, encoding));
    }

    /**
     * Sets the entity tag of a 200 response whose whole body is in memory, unless the handler has set one. Removes the
     * body if the client already has it. Allocates only if the body is a buffer.
     *
     * @throws HttpException 412 if If-Match contains only other tags
     */
    public static void tag(Request request, Response response) {
        EntityTags.tag(request, response);
    }
}
