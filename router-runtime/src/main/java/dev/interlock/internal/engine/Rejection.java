package dev.interlock.internal.engine;

/** Reason why a request is rejected before a handler sees it. */
public interface Rejection {
    /** Status of the response: 4xx or 5xx. */
    int status();

    /** One sentence for the client, without internals of the server. */
    String detail();

    /** RFC and section that decide the rejection. */
    String rule();
}
