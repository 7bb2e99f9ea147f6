package dev.interlock.internal.engine;

/** Reason why the server rejects a request before a handler sees it. */
public interface Rejection {
    /** Returns the status of the response, 4xx or 5xx. */
    int status();

    /** Returns one sentence for the client, without internals of the server. */
    String detail();

    /** Returns the RFC and the section that require the rejection. */
    String rule();
}
