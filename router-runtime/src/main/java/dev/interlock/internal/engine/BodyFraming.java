package dev.interlock.internal.engine;

/** Framing of a request's body, as the head states it, in any protocol. */
public interface BodyFraming {
    /** Stands for a length that the head does not state. */
    long UNKNOWN = -1;

    /** Bytes of the body: 0 if there is none, or {@link #UNKNOWN}. */
    long length();

    /** Whether a body follows the head. */
    default boolean hasBody() {
        return length() != 0;
    }

    /** Whether the client waits for 100 Continue before it sends the body (RFC 9110 section 10.1.1). */
    boolean expectsContinue();

    /** Whether the client expects something other than 100 Continue, which is rejected by 417. */
    boolean expectsUnknown();
}
