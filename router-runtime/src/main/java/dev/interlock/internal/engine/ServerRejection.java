package dev.interlock.internal.engine;

import dev.interlock.observe.RejectionReason;

/** Rejections that do not depend on the protocol. */
public enum ServerRejection implements Rejection {
    LATE_REQUEST(408, "The request did not arrive in time", "RFC 9110 section 15.5.9", RejectionReason.TIMED_OUT),
    LARGE_BODY(413, "The request body is too large", "RFC 9110 section 15.5.14", RejectionReason.TOO_LARGE),
    NO_MEMORY(
            503, "The server has no memory left for the request", "RFC 9110 section 15.6.4", RejectionReason.NO_MEMORY),
    MANY_IN_FLIGHT(
            503,
            "The server has too many requests in flight",
            "RFC 9110 section 15.6.4",
            RejectionReason.TOO_MANY_IN_FLIGHT),
    OVERLOADED(503, "The server is overloaded", "RFC 9110 section 15.6.4", RejectionReason.OVERLOADED),
    MANY_OF_ROUTE(
            503,
            "The server handles too many of these requests",
            "RFC 9110 section 15.6.4",
            RejectionReason.TOO_MANY_OF_ROUTE),
    MANY_STREAMS(
            503,
            "The server receives too many streamed bodies",
            "RFC 9110 section 15.6.4",
            RejectionReason.TOO_MANY_STREAMS),
    UNSTORED_BODY(
            503, "The server could not store the request body", "RFC 9110 section 15.6.4", RejectionReason.NOT_STORED);

    /** Value of Retry-After for clients that may try again soon. */
    static final String RETRY_AFTER_SECONDS = "1";

    private final int status;
    private final String detail;
    private final String rule;
    private final RejectionReason reason;

    ServerRejection(int status, String detail, String rule, RejectionReason reason) {
        this.status = status;
        this.detail = detail;
        this.rule = rule;
        this.reason = reason;
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

    @Override
    public RejectionReason reason() {
        return reason;
    }
}
