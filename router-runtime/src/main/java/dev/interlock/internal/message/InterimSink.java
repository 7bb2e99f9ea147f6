package dev.interlock.internal.message;

import dev.interlock.internal.syntax.FieldSection;

/**
 * Sends the interim responses to one request. The protocol engine implements this interface. Any thread may call it.
 */
public interface InterimSink {
    /**
     * Sends an interim response unless the final response has begun or the client has left.
     *
     * @param status 100 to 199
     * @param fields valid until this method returns
     */
    void sendInterim(int status, FieldSection fields);
}
