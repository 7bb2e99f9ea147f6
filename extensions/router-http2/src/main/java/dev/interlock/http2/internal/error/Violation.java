package dev.interlock.http2.internal.error;

import static dev.interlock.http2.internal.error.ErrorCode.COMPRESSION_ERROR;
import static dev.interlock.http2.internal.error.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.interlock.http2.internal.error.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.interlock.http2.internal.error.ErrorCode.FRAME_SIZE_ERROR;
import static dev.interlock.http2.internal.error.ErrorCode.PROTOCOL_ERROR;
import static dev.interlock.http2.internal.error.ErrorCode.REFUSED_STREAM;
import static dev.interlock.http2.internal.error.ErrorCode.SETTINGS_TIMEOUT;

/**
 * Violation of HTTP/2 by a client. A violation ends the connection with GOAWAY (RFC 9113 section 5.4.1), or only one
 * stream with RST_STREAM (section 5.4.2).
 */
public enum Violation {
    PREFACE(PROTOCOL_ERROR, "The connection preface is malformed", "RFC 9113 section 3.4"),
    FIRST_FRAME(PROTOCOL_ERROR, "The first frame is not SETTINGS", "RFC 9113 section 3.4"),
    LARGE_FRAME(FRAME_SIZE_ERROR, "A frame is larger than SETTINGS_MAX_FRAME_SIZE", "RFC 9113 section 4.2"),
    FRAME_LENGTH(FRAME_SIZE_ERROR, "A frame has the wrong length for its type", "RFC 9113 section 4.2"),
    STREAM_MISSING(PROTOCOL_ERROR, "A frame of this type needs a stream", "RFC 9113 section 6"),
    STREAM_UNEXPECTED(PROTOCOL_ERROR, "A frame of this type belongs to the connection", "RFC 9113 section 6"),
    LONG_PADDING(PROTOCOL_ERROR, "The padding is not shorter than the frame", "RFC 9113 section 6.1"),
    OPEN_BLOCK(PROTOCOL_ERROR, "Another frame interrupts a field block", "RFC 9113 section 6.10"),
    NO_BLOCK(PROTOCOL_ERROR, "CONTINUATION does not continue a field block", "RFC 9113 section 6.10"),
    SELF_DEPENDENCY(PROTOCOL_ERROR, "A stream depends on itself", "RFC 7540 section 5.3.1"),
    ACK_WITH_SETTINGS(FRAME_SIZE_ERROR, "An acknowledgement of SETTINGS has a payload", "RFC 9113 section 6.5"),
    UNEXPECTED_ACK(PROTOCOL_ERROR, "An acknowledgement of SETTINGS follows no SETTINGS", "RFC 9113 section 6.5.3"),
    ENABLE_PUSH(PROTOCOL_ERROR, "SETTINGS_ENABLE_PUSH is neither 0 nor 1", "RFC 9113 section 6.5.2"),
    INITIAL_WINDOW(FLOW_CONTROL_ERROR, "SETTINGS_INITIAL_WINDOW_SIZE is too large", "RFC 9113 section 6.5.2"),
    MAX_FRAME_SIZE(PROTOCOL_ERROR, "SETTINGS_MAX_FRAME_SIZE is out of range", "RFC 9113 section 6.5.2"),
    CONNECT_PROTOCOL(PROTOCOL_ERROR, "SETTINGS_ENABLE_CONNECT_PROTOCOL is neither 0 nor 1", "RFC 8441 section 3"),
    NO_PRIORITIES(PROTOCOL_ERROR, "SETTINGS_NO_RFC7540_PRIORITIES is malformed or changed", "RFC 9218 section 2.1"),
    SETTINGS_NOT_ACKNOWLEDGED(SETTINGS_TIMEOUT, "The settings were not acknowledged in time", "RFC 9113 section 6.5.3"),
    PUSH_PROMISE(PROTOCOL_ERROR, "A client must not send PUSH_PROMISE", "RFC 9113 section 8.4"),
    CONNECTION_WINDOW_ZERO(PROTOCOL_ERROR, "A WINDOW_UPDATE of the connection is zero", "RFC 9113 section 6.9"),
    STREAM_WINDOW_ZERO(true, PROTOCOL_ERROR, "A WINDOW_UPDATE of a stream is zero", "RFC 9113 section 6.9"),
    CONNECTION_WINDOW_OVERFLOW(
            FLOW_CONTROL_ERROR, "The window of the connection is too large", "RFC 9113 section 6.9.1"),
    STREAM_WINDOW_OVERFLOW(true, FLOW_CONTROL_ERROR, "The window of a stream is too large", "RFC 9113 section 6.9.1"),
    CONNECTION_WINDOW_EXCEEDED(
            FLOW_CONTROL_ERROR, "DATA exceeds the window of the connection", "RFC 9113 section 6.9.1"),
    STREAM_WINDOW_EXCEEDED(true, FLOW_CONTROL_ERROR, "DATA exceeds the window of its stream", "RFC 9113 section 6.9.1"),
    IDLE_STREAM(PROTOCOL_ERROR, "A frame is on an idle stream", "RFC 9113 section 5.1"),
    CLOSED_STREAM(ErrorCode.STREAM_CLOSED, "A frame is on a stream that has ended", "RFC 9113 section 5.1"),
    RESET_STREAM(
            true, ErrorCode.STREAM_CLOSED, "A frame is on a stream that the client has reset", "RFC 9113 section 5.1"),
    HALF_CLOSED_STREAM(true, ErrorCode.STREAM_CLOSED, "A frame follows the end of its stream", "RFC 9113 section 5.1"),
    EVEN_STREAM(PROTOCOL_ERROR, "A client's stream identifier is even", "RFC 9113 section 5.1.1"),
    OLD_STREAM(PROTOCOL_ERROR, "A new stream identifier is not above all earlier ones", "RFC 9113 section 5.1.1"),
    MANY_STREAMS(true, REFUSED_STREAM, "The client has too many open streams", "RFC 9113 section 5.1.2"),
    TRAILERS_NOT_LAST(true, PROTOCOL_ERROR, "Trailer fields do not end their stream", "RFC 9113 section 8.1"),
    MALFORMED_TRAILERS(
            true,
            PROTOCOL_ERROR,
            "The trailer fields of a request with a response are malformed",
            "RFC 9113 section 8.1.1"),
    BODY_LENGTH(true, PROTOCOL_ERROR, "The body has another length than Content-Length", "RFC 9113 section 8.1.1"),
    PRIORITY_UPDATE(PROTOCOL_ERROR, "PRIORITY_UPDATE names a stream that carries no request", "RFC 9218 section 7.1"),
    HPACK_INDEX(COMPRESSION_ERROR, "A field block has an index without an entry", "RFC 7541 section 2.3.3"),
    HPACK_INTEGER(COMPRESSION_ERROR, "A number in a field block is too large", "RFC 7541 section 5.1"),
    HPACK_HUFFMAN(COMPRESSION_ERROR, "A Huffman code in a field block is malformed", "RFC 7541 section 5.2"),
    HPACK_CUT(COMPRESSION_ERROR, "A field block ends within a field", "RFC 7541 section 6"),
    HPACK_LATE_SIZE(COMPRESSION_ERROR, "A table size update is not at the start of its block", "RFC 7541 section 4.2"),
    HPACK_LARGE_SIZE(COMPRESSION_ERROR, "A table size is above SETTINGS_HEADER_TABLE_SIZE", "RFC 7541 section 6.3"),
    HPACK_MISSING_SIZE(
            COMPRESSION_ERROR, "A field block does not begin with the required table size", "RFC 7541 section 4.2"),
    LARGE_BLOCK(ENHANCE_YOUR_CALM, "A field block is far above the limit", "RFC 9113 section 10.5.1"),
    MANY_CONTINUATIONS(ENHANCE_YOUR_CALM, "A field block has too many frames", "RFC 9113 section 10.5.1"),
    LATE_BLOCK(ENHANCE_YOUR_CALM, "A field block did not end in time", "RFC 9113 section 10.5"),
    STALLED_WINDOW(ENHANCE_YOUR_CALM, "The client keeps its windows shut", "RFC 9113 section 10.5"),
    STALLED_STREAM(true, ErrorCode.CANCEL, "The client keeps the window of a stream shut", "RFC 9113 section 10.5"),
    /** Not a violation by the client: the memory budget of connections is spent. */
    NO_MEMORY(ENHANCE_YOUR_CALM, "The server has no memory left", "RFC 9113 section 10.5"),
    FLOOD(ENHANCE_YOUR_CALM, "The client sends too many frames of one kind", "RFC 9113 section 10.5");

    private final boolean ofStream;
    private final ErrorCode code;
    private final String detail;
    private final String rule;

    Violation(ErrorCode code, String detail, String rule) {
        this(false, code, detail, rule);
    }

    Violation(boolean ofStream, ErrorCode code, String detail, String rule) {
        this.ofStream = ofStream;
        this.code = code;
        this.detail = detail;
        this.rule = rule;
    }

    /** Returns whether the violation ends only its stream. Any other violation ends the connection. */
    public boolean isOfStream() {
        return ofStream;
    }

    public ErrorCode code() {
        return code;
    }

    /** Returns one sentence for logs and for the debug data of GOAWAY. */
    public String detail() {
        return detail;
    }

    /** Returns the RFC and the section of the violated rule. */
    public String rule() {
        return rule;
    }
}
