package dev.interlock.internal.engine;

/** Rejections that all protocols share. */
public enum ServerRejection implements Rejection {
    LATE_REQUEST(408, "The request did not arrive in time", "RFC 9110 section 15.5.9"),
    NO_MEMORY(503, "The server has no memory left for the request", "RFC 9110 section 15.6.4"),
    MANY_IN_FLIGHT(503, "The server has too many requests in flight", "RFC 9110 section 15.6.4"),
    MANY_STREAMS(503, "The server receives too many streamed bodies", "RFC 9110 section 15.6.4"),
    UNSTORED_BODY(503, "The server could not store the request body", "RFC 9110 section 15.6.4");

    /** Value of Retry-After for clients that may try again soon. */
    static final String RETRY_AFTER_SECONDS = "1";

    private final int status;
    private final String detail;
    private final String rule;

    ServerRejection(int status, String detail, String rule) {
        this.status = status;
        this.detail = detail;
        this.rule = rule;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String rule() {
        return rule;
    }
}
