package dev.interlock.codec;

import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Bodies as they are, of any type. */
public final class BytesCodec {
    /** The types of body that are read. */
    public static final List<String> MEDIA_TYPES = List.of("*/*");

    /** The types of body that are written. */
    public static final List<String> PRODUCES = List.of("application/octet-stream");

    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/octet-stream");

    private BytesCodec() {}

    /** The body in an array of its own. */
    public static byte[] readBytes(Request request) {
        return request.body().toByteArray();
    }

    /** The body in place: valid until the handler returns. */
    public static Slice readSlice(Request request) {
        return request.body();
    }

    /**
     * Makes an array the body, as {@code application/octet-stream} unless the handler set another type. It is sent from
     * where it is: a constant costs no copy on the heap, and nobody may change it before the handler has returned.
     */
    public static void write(Response response, byte[] body) {
        response.defaultContentType(CONTENT_TYPE).bytes(body, 0, body.length);
    }

    /**
     * Makes a buffer the body, as {@code application/octet-stream} unless the handler set another type. It is released
     * when it is sent.
     */
    public static void write(Response response, ByteBuf body) {
        response.defaultContentType(CONTENT_TYPE).buffer(body);
    }

    /** Writes a body, as {@code application/octet-stream} unless the handler set another type. */
    public static void write(Response response, Slice body) {
        response.defaultContentType(CONTENT_TYPE).body().append(body);
    }
}
