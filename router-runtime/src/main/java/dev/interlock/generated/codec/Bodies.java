package dev.interlock.generated.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.internal.bytes.Utf8;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.MediaTypes;
import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Flow;

/**
 * Reads request bodies of the types that need no library: text, bytes and streams. Names the media types of each kind
 * of body.
 */
public final class Bodies {
    /** Media types of bodies that are read as bytes or as a stream: all types. */
    public static final List<String> ANY = List.of("*/*");

    /** Media types of bodies that are read as text. */
    public static final List<String> TEXT = List.of("text/*");

    /** Media type of HTML forms, which {@link Request#form} reads. */
    public static final List<String> FORM = List.of("application/x-www-form-urlencoded");

    /** Media type of HTML forms with files, which {@link Request#parts} reads. */
    public static final List<String> MULTIPART = List.of("multipart/form-data");

    /** Media types of protobuf messages: four names of one format. */
    public static final List<String> MESSAGE = List.of(
            "application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf", "application/proto");

    private static final byte[] DELIMITED_PARAMETER = "delimited".getBytes(US_ASCII);

    /** Charsets whose bytes are valid UTF-8, in lower case. */
    private static final Set<String> READABLE_CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

    private Bodies() {}

    /**
     * Returns the index of the body's type among the types of the route, or -1 if the request states no type. Called
     * for a route that reads several types.
     */
    public static int typeOf(Request request) {
        Slice type = request.contentType();
        return type == null ? -1 : ReceivedRequest.of(request).types().indexOfConsumed(type);
    }

    /**
     * Returns the body as a string.
     *
     * @throws HttpException 415 for a charset other than UTF-8, 400 for a body that is not UTF-8
     */
    public static String readString(Request request) {
        return text(request).toString();
    }

    /**
     * Returns the body as characters: a view of its bytes if they are ASCII, or else a string. Valid until the handler
     * returns.
     *
     * @throws HttpException 415 for a charset other than UTF-8, 400 for a body that is not UTF-8
     */
    public static CharSequence readChars(Request request) {
        return text(request).chars();
    }

    private static Slice text(Request request) {
        requireUtf8(request);
        Slice body = request.body();
        if (!Utf8.isValid(body.array(), body.offset(), body.offset() + body.length())) {
            throw new HttpException(HttpStatus.BAD_REQUEST, "The body is not UTF-8.");
        }
        return body;
    }

    /**
     * Checks that the content type of the body names no charset other than UTF-8.
     *
     * @throws HttpException 415 for another charset
     */
    public static void requireUtf8(Request request) {
        Slice contentType = request.contentType();
        String charset = contentType == null ? null : MediaTypes.parameter(contentType, "charset");
        if (charset != null && !READABLE_CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            throw new HttpException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The charset of the body is not UTF-8.");
        }
    }

    /**
     * Returns the body of a request whose body is one protobuf message. Valid until the handler returns.
     *
     * @throws HttpException 415 if the content type announces several length-delimited messages
     */
    public static Slice readMessage(Request request) {
        Slice contentType = request.contentType();
        if (contentType != null && "true".equalsIgnoreCase(MediaTypes.parameter(contentType, DELIMITED_PARAMETER))) {
            throw new HttpException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The body has several length-delimited messages (delimited=true). Send one message.");
        }
        return request.body();
    }

    /**
     * Whether a request has no body. An empty body with a content type counts as a message without fields, which also
     * has no bytes. Called for a body that is {@code Optional} or {@code @Nullable}.
     */
    public static boolean isAbsent(Request request) {
        return request.body().isEmpty() && request.contentType() == null;
    }

    /** Returns the body in a new array. */
    public static byte[] readBytes(Request request) {
        return request.body().toByteArray();
    }

    /** Returns a view of the body. Valid until the handler returns. */
    public static Slice readSlice(Request request) {
        return request.body();
    }

    /**
     * Returns the body as buffers that are published while they arrive. The publisher allows one subscriber, which must
     * release the buffers.
     */
    public static Flow.Publisher<ByteBuf> readPublisher(Request request) {
        return request.streamedBody().publisher();
    }

    /** Returns the body as a blocking stream, to be read by a thread that may block. */
    public static InputStream readInputStream(Request request) {
        return request.streamedBody().inputStream();
    }
}
