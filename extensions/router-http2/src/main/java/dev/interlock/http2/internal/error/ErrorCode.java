package dev.interlock.http2.internal.error;

/** Error code of RST_STREAM and GOAWAY (RFC 9113 section 7). */
public enum ErrorCode {
    NO_ERROR,
    PROTOCOL_ERROR,
    INTERNAL_ERROR,
    FLOW_CONTROL_ERROR,
    SETTINGS_TIMEOUT,
    STREAM_CLOSED,
    FRAME_SIZE_ERROR,
    REFUSED_STREAM,
    CANCEL,
    COMPRESSION_ERROR,
    CONNECT_ERROR,
    ENHANCE_YOUR_CALM,
    INADEQUATE_SECURITY,
    HTTP_1_1_REQUIRED;

    /** Returns the number on the wire. */
    @SuppressWarnings("EnumOrdinal") // The constants have the order of the numbers.
    public int number() {
        return ordinal();
    }
}
