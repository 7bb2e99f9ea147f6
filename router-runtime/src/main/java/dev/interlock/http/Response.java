package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;

/**
 * What is answered to one request: a status, header fields and a body, all of them encoded as they are sent. Nothing is
 * sent before the handler has returned, so that everything can be changed until then.
 *
 * <p>Belongs to one request at a time and is valid until its handler returns; used again without allocation. Not safe
 * for use by several threads.
 */
public final class Response {
    private static final byte[] CONTENT_TYPE = "content-type".getBytes(US_ASCII);
    private static final int OK = 200;
    private static final int RETAINED_BYTES = 64 * 1024;

    private final HeaderLines lines = new HeaderLines();
    private final ByteWriter body = new ByteWriter(1024);
    private int status = OK;

    /** 200 unless it was set. */
    public int status() {
        return status;
    }

    /**
     * Sets the status.
     *
     * @param code 200 to 599
     */
    public Response status(int code) {
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
        lines.set(name, value);
        return this;
    }

    /** Sets a header field that was encoded before: earlier ones with its name are replaced. */
    public Response header(FieldLine line) {
        lines.set(line);
        return this;
    }

    /**
     * Adds a header field to those with its name, as {@code set-cookie} needs it.
     *
     * @throws IllegalArgumentException under the conditions of {@link #header}
     */
    public Response addHeader(CharSequence name, CharSequence value) {
        lines.add(name, value);
        return this;
    }

    /** Adds a header field that was encoded before to those with its name. */
    public Response addHeader(FieldLine line) {
        lines.add(line);
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
        if (!lines.contains(CONTENT_TYPE)) {
            lines.add(line);
        }
        return this;
    }

    /** The body, which codecs append to. Sent without change, its length as content-length. */
    public ByteWriter body() {
        return body;
    }

    /** The header fields as they are sent: lines {@code name: value}, each with CRLF. To be read only. */
    public ByteWriter fields() {
        return lines.bytes();
    }

    /** Back to status 200, no fields and no body. */
    public void reset() {
        status = OK;
        lines.clear();
        body.clear(RETAINED_BYTES);
    }

    private static IllegalArgumentException badStatus(int code) {
        return new IllegalArgumentException(
                code + " is not the status of an answer. Tip: statuses are 200 to 599 (RFC 9110 section 15)");
    }
}
