package dev.interlock.http2.internal.session;

import dev.interlock.internal.engine.Rejection;

/** Reason to reject a request because of its body. */
enum BodyRejection implements Rejection {
    LARGE_BODY(413, "The request body is too large", "RFC 9110 section 15.5.14");

    private final int status;
    private final String detail;
    private final String rule;

    BodyRejection(int status, String detail, String rule) {
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
