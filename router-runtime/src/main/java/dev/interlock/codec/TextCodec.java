package dev.interlock.codec;

import dev.interlock.bytes.Slice;
import dev.interlock.bytes.Utf8;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.List;

/** Bodies of text in UTF-8. */
public final class TextCodec {
    /** Media types that are read. */
    public static final List<String> MEDIA_TYPES = List.of("text/*");

    /** Media types that are written. */
    public static final List<String> PRODUCES = List.of("text/plain;charset=utf-8");

    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");

    private TextCodec() {}

    /**
     * Returns the body as a string.
     *
     * @throws HttpException 415 for a charset other than UTF-8, 400 for a body that is not UTF-8
     */
    public static String readString(Request request) {
        return text(request).toString();
    }

    /**
     * Returns the body in place if it is ASCII, else as a string; valid until the handler returns.
     *
     * @throws HttpException 415 for a charset other than UTF-8, 400 for a body that is not UTF-8
     */
    public static CharSequence readChars(Request request) {
        return text(request).chars();
    }

    private static Slice text(Request request) {
        Charsets.requireUtf8(request);
        Slice body = request.body();
        if (!Utf8.isValid(body.array(), body.offset(), body.offset() + body.length())) {
            throw new HttpException(HttpStatus.BAD_REQUEST, "The body is not UTF-8.");
        }
        return body;
    }

    /**
     * Writes a body, as {@code text/plain;charset=utf-8} unless the handler set another type. This also applies to the
     * other methods of this name.
     */
    public static void write(Response response, CharSequence value) {
        response.defaultContentType(CONTENT_TYPE).body().append(value);
    }

    public static void write(Response response, int value) {
        write(response, (long) value);
    }

    public static void write(Response response, long value) {
        response.defaultContentType(CONTENT_TYPE).body().append(value);
    }

    public static void write(Response response, float value) {
        write(response, Float.toString(value));
    }

    public static void write(Response response, double value) {
        write(response, Double.toString(value));
    }

    public static void write(Response response, boolean value) {
        write(response, value ? "true" : "false");
    }

    public static void write(Response response, char value) {
        write(response, String.valueOf(value));
    }

    /** Writes {@code toString()} of a value. */
    public static void write(Response response, Object value) {
        write(response, value.toString());
    }
}
