package dev.interlock.http;

/** Sends the interim responses to one request. The protocol engine implements it. For any thread. */
public interface InterimSink {
    /**
     * Sends an interim response, unless the response itself has begun or the client has left.
     *
     * @param status 100 to 199
     * @param fields valid until this method returns
     */
    void sendInterim(int status, FieldSection fields);
}
