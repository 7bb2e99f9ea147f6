package dev.interlock.internal.engine;

/** Framing of a request's body, as the head states it. Common to all protocols. */
public interface BodyFraming {
    /** Value of {@link #length} if the head does not state the length. */
    long UNKNOWN = -1;

    /** Returns the length of the body in bytes, 0 if there is none, or {@link #UNKNOWN}. */
    long length();

    /** Returns whether a body follows the head. */
    default boolean hasBody() {
        return length() != 0;
    }

    /** Returns whether the client waits for 100 Continue before it sends the body (RFC 9110 section 10.1.1). */
    boolean expectsContinue();

    /** Returns whether the client expects something other than 100 Continue. The server rejects that with 417. */
    boolean expectsUnknown();
}
