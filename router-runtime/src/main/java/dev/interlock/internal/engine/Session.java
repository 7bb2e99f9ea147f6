package dev.interlock.internal.engine;

/**
 * One protocol on one {@link Connection}. A session takes received bytes out of the {@link Inbound} of its host, and
 * puts the bytes to send into the {@link Outbound}. It knows no socket. Used by the thread of its event loop alone.
 *
 * <p>The connection calls {@link #step} for as long as there is a step, then sends what the steps have made. A session
 * that can continue for another reason, such as a completed handler, calls {@link SessionHost#advanced}.
 *
 * <p>A method that throws closes the connection.
 */
public interface Session {
    /**
     * Performs the next step that the received bytes allow, with at most one response. The session keeps no reference
     * to the bytes of a step, as they may move before the next one.
     *
     * @return false if no step is possible before more bytes arrive or a response completes, or if the session has
     *     ended
     */
    boolean step();

    /** Event for which the session waits. It determines the time limit of the connection. */
    Waiting waiting();

    /** Whether the session can use more bytes now. If not, the connection stops reading. */
    boolean wantsInput();

    /** Whether the client has announced that it sends nothing more, and nothing more has arrived. */
    default boolean isClientDone() {
        return false;
    }

    /**
     * Called when the connection takes more bytes again, see {@link SessionHost#isWritable}: streams may request more.
     */
    default void writable() {}

    /** Called when the client has closed its half of the connection: no more bytes arrive. */
    default void inputEnded() {}

    /**
     * Called repeatedly while the server shuts down. Ends responses that would last as long as their client listens.
     */
    default void drain() {}

    /**
     * Checks the session's own time limits, and resumes work that has failed for lack of memory. Called repeatedly.
     *
     * @param now as of {@link LoopContext#nanoTime}
     * @return whether the client was too slow; the connection then calls {@link #timeOut}, or closes if no response can
     *     be sent
     */
    default boolean tick(long now) {
        return false;
    }

    /** Rejects a request whose rest did not arrive in time. */
    void timeOut();

    /** Rejects the request that is being received, as there is no memory for its bytes. */
    void refuseForMemory();

    /** Drops every reference to the received bytes. They are consumed, and their array serves other connections. */
    default void forgetInput() {}

    /** The received bytes are lost. Drops every reference to them, and all room that they took. */
    default void dropInput() {}

    /** Bytes of heap that closing the connection would free at once, except the input. */
    default long reclaimableHeap() {
        return 0;
    }

    /** Bytes of direct memory that closing the connection would free at once, except the output. */
    default long reclaimableDirect() {
        return 0;
    }

    /** Gives everything back, even if a step fails. The connection has closed, or another session replaces this one. */
    void closed();
}
