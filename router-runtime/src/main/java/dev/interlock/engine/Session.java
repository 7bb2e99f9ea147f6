package dev.interlock.engine;

/**
 * One protocol on one {@link Connection}. A session takes received bytes out of the {@link Inbound} of its host and puts
 * the bytes to send into the {@link Outbound}. It knows no socket. Used by the thread of its event loop alone.
 *
 * <p>The connection calls {@link #step} for as long as there is a step, then sends what the steps have made. A session
 * that can continue for another reason, such as a completed handler, calls {@link SessionHost#advanced}.
 *
 * <p>A method that throws closes the connection.
 */
public interface Session {
    /**
     * Performs the next step that the received bytes allow, with at most one response. The session keeps no reference
     * to the bytes of a step: they may move before the next one.
     *
     * @return false if there is no step before more bytes arrive or a response completes, or none at all
     */
    boolean step();

    /** What the session waits for. It decides the time limit of the connection. */
    Waiting waiting();

    /** Whether the session can use more bytes now. If not, the connection stops reading. */
    boolean wantsInput();

    /** Whether the client has announced that it sends nothing more, and nothing more has arrived. */
    default boolean isClientDone() {
        return false;
    }

    /** The connection takes more bytes, see {@link SessionHost#isWritable}: a stream may ask for more of them. */
    default void writable() {}

    /** The client has closed its half of the connection: no more bytes arrive. */
    default void inputEnded() {}

    /** The server is shutting down. Called repeatedly: responses that last for as long as their client listens end. */
    default void drain() {}

    /**
     * Checks the session's own time limits, and resumes work that failed before for want of memory. Called repeatedly.
     *
     * @param now as of {@link LoopContext#nanoTime}
     * @return whether the client was too slow: then {@link #timeOut} is called, or the connection closes if no response
     *     can be sent
     */
    default boolean tick(long now) {
        return false;
    }

    /** The client did not send the rest of a request in time: rejects the request. */
    void timeOut();

    /** There is no memory for received bytes. Rejects the request that they belong to. */
    void refuseForMemory();

    /** The received bytes are consumed, and their array serves other connections: drops every reference to it. */
    default void forgetInput() {}

    /** The received bytes are lost. Drops every reference to them, and all room that they took. */
    default void dropInput() {}

    /** Bytes of heap that closing the connection would free at once, without those of the input. */
    default long reclaimableHeap() {
        return 0;
    }

    /** Bytes of direct memory that closing the connection would free at once, without those of the output. */
    default long reclaimableDirect() {
        return 0;
    }

    /** The connection has closed, or another session replaces this one. Gives back everything, even if a step fails. */
    void closed();
}
