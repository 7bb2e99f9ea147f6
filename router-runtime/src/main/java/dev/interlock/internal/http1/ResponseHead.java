package dev.interlock.internal.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Protocol;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.syntax.FieldSection;
import org.jspecify.annotations.Nullable;

/** Encodes the heads of responses (RFC 9112 section 4). */
public final class ResponseHead {
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;

    private static final byte[][] STATUS_LINES = statusLines();
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] EMPTY = ascii("Content-Length: 0\r\n");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] TRAILER = ascii("Trailer: ");
    private static final byte[] SEPARATOR = ascii(", ");
    private static final byte[] LINE_END = ascii("\r\n");

    private ResponseHead() {}

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static byte[][] statusLines() {
        byte[][] lines = new byte[LAST_STATUS - FIRST_STATUS + 1][];
        for (int i = 0; i < lines.length; i++) {
            int status = FIRST_STATUS + i;
            String phrase = HttpStatus.phrase(status);
            lines[i] = ascii("HTTP/1.1 " + status + " " + phrase + "\r\n");
        }
        return lines;
    }

    /**
     * Appends an interim response (RFC 9110 section 15.2). It consists of a head without a date.
     *
     * @param status 100 to 199
     */
    public static void appendInterim(ByteWriter into, int status, FieldSection fields) {
        into.append(STATUS_LINES[status - FIRST_STATUS]);
        fields.appendLines(into);
        into.append(LINE_END);
    }

    /**
     * Appends a whole head.
     *
     * @param protocol protocol of the request; for HTTP/1.0, a field must announce that the connection stays open
     * @param persistent whether the connection stays open
     * @param trailers trailer fields that are known before the body, or null for a body without trailer fields
     */
    public static void append(
            ByteWriter into,
            EncodedResponse response,
            DateLine date,
            Protocol protocol,
            boolean persistent,
            @Nullable FieldSection trailers) {
        int status = response.status();
        into.append(STATUS_LINES[status - FIRST_STATUS]).append(date.bytes());
        if (!persistent) {
            into.append(CLOSE);
        } else if (protocol == Protocol.HTTP_1_0) {
            into.append(KEEP_ALIVE);
        }
        response.fields().appendLines(into);
        if (trailers == null) {
            appendFraming(into, response, protocol);
        } else {
            into.append(CHUNKED);
            appendNames(into, trailers);
        }
        into.append(LINE_END);
    }

    /** Appends the field that announces trailer fields (RFC 9110 section 6.6.2). */
    private static void appendNames(ByteWriter into, FieldSection trailers) {
        if (trailers.isEmpty()) {
            return;
        }
        byte[] bytes = trailers.bytes();
        into.append(TRAILER);
        for (int i = 0; i < trailers.size(); i++) {
            if (i > 0) {
                into.append(SEPARATOR);
            }
            into.append(bytes, trailers.nameFrom(i), trailers.nameTo(i));
        }
        into.append(LINE_END);
    }

    private static void appendFraming(ByteWriter into, EncodedResponse response, Protocol protocol) {
        int status = response.status();
        if (status == HttpStatus.NO_CONTENT || status == HttpStatus.NOT_MODIFIED) {
            // RFC 9110 section 8.6: a 204 has no length. A 304 would need the length of the 200 response, which does
            // not exist.
            return;
        }
        long length = response.contentLength();
        if (status == HttpStatus.RESET_CONTENT) {
            into.append(EMPTY);
        } else if (length != Content.UNKNOWN) {
            into.append(CONTENT_LENGTH).append(length).append(LINE_END);
        } else if (protocol != Protocol.HTTP_1_0) {
            // RFC 9112 section 6.1: a client of HTTP/1.0 must not get chunks. The end of the connection ends the body
            // instead.
            into.append(CHUNKED);
        }
    }
}
