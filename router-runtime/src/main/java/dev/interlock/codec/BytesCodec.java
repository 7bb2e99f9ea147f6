package dev.interlock.codec;

import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Bodies of any type, as bytes. */
public final class BytesCodec {
    /** Media types that are read. */
    public static final List<String> MEDIA_TYPES = List.of("*/*");

    /** Media types that are written. */
    public static final List<String> PRODUCES = List.of("application/octet-stream");

    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/octet-stream");

    private BytesCodec() {}

    /** Returns the body in an array of its own. */
    public static byte[] readBytes(Request request) {
        return request.body().toByteArray();
    }

    /** Returns the body in place; valid until the handler returns. */
    public static Slice readSlice(Request request) {
        return request.body();
    }

    /**
     * Sets the body to an array, as {@code application/octet-stream} unless the handler set another type. The array is
     * sent in place, without a copy on the heap. It must not change before the handler has returned.
     */
    public static void write(Response response, byte[] body) {
        response.defaultContentType(CONTENT_TYPE).bytes(body, 0, body.length);
    }

    /**
     * Sets the body to a buffer, as {@code application/octet-stream} unless the handler set another type. The buffer is
     * released once it is sent.
     */
    public static void write(Response response, ByteBuf body) {
        response.defaultContentType(CONTENT_TYPE).buffer(body);
    }

    /** Writes a body, as {@code application/octet-stream} unless the handler set another type. */
    public static void write(Response response, Slice body) {
        response.defaultContentType(CONTENT_TYPE).body().append(body);
    }
}
