package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.ReceivedResponse;

/** Receives the response to one request. The connection calls exactly one method, once. */
public interface ResponseListener {
    void received(ReceivedResponse response);

    /**
     * The request has no response.
     *
     * @param detail one line for the report
     */
    void failed(Failure failure, String detail);
}
