package dev.interlock.engine;

/** Reason why a request is rejected before a handler sees it. */
public interface Rejection {
    /** Status of the response: 4xx or 5xx. */
    int status();

    /** One sentence for the client; names nothing of the server's inside. */
    String detail();

    /** Document and section that decide it. */
    String rule();
}
