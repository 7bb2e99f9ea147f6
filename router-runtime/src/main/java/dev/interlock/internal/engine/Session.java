package dev.interlock.internal.engine;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One protocol on one {@link Connection}. A session takes received bytes out of the {@link Inbound} of its host, and
 * puts the bytes to send into the {@link Outbound}. It knows no socket. Used only by the thread of its event loop.
 *
 * <p>The connection calls {@link #step} until no step is possible, then sends the output of the steps. If the session
 * can continue without new bytes, for example because a handler has completed, the session calls {@link
 * SessionHost#advanced}.
 *
 * <p>If a method throws, the connection closes.
 */
public interface Session {
    /**
     * Performs the next step that the received bytes allow. A step makes at most one response. The session keeps no
     * reference to the bytes of a step, because they may move before the next step.
     *
     * @return false if no step is possible before more bytes arrive or a response completes, or if the session has
     *     ended
     */
    boolean step();

    /** Notes the start of a turn: the connection performs steps until none is possible. */
    default void beginTurn() {}

    /** Returns the event for which the session waits. The event determines the time limit of the connection. */
    Waiting waiting();

    /** Returns whether the session can use more bytes now. While it cannot, the connection does not read. */
    boolean wantsInput();

    /**
     * Returns whether the session only prepares the connection for the next session. Listeners see the connection only
     * after the next session has opened.
     */
    default boolean isPreamble() {
        return false;
    }

    /**
     * Returns the address of the client that a proxy has stated, or null. It becomes the address of the connection when
     * the next session replaces this one.
     */
    default @Nullable SocketAddress statedClient() {
        return null;
    }

    /** Returns whether the client has announced that it sends nothing more, and has sent nothing after that. */
    default boolean isClientDone() {
        return false;
    }

    /**
     * Continues, because the connection can take bytes again; see {@link SessionHost#isWritable}. Streams may then
     * request more parts.
     */
    default void writable() {}

    /** Notes that the client has closed its half of the connection. No more bytes arrive. */
    default void inputEnded() {}

    /**
     * Ends responses that would last as long as their client listens. Called repeatedly while the server shuts down.
     */
    default void drain() {}

    /**
     * Checks the session's own time limits, and resumes work that has failed for lack of memory. The event loop calls
     * this repeatedly.
     *
     * @param now current time of {@link LoopContext#nanoTime}
     * @return whether the client was too slow; the connection then calls {@link #timeOut}, or closes if no response can
     *     be sent
     */
    default boolean tick(long now) {
        return false;
    }

    /** Rejects the request that is being received, because it did not arrive in time. */
    void timeOut();

    /**
     * Tells the client that the connection ends, although nothing is in progress. Called before an idle connection
     * ends.
     *
     * @return whether the session has ended; if not, the protocol has no such message
     */
    default boolean sayGoodbye() {
        return false;
    }

    /** Rejects the request that is being received, because there is no memory for its bytes. */
    void refuseForMemory();

    /**
     * Drops all references to the received bytes. Called after they are consumed, because other connections use their
     * array next.
     */
    default void forgetInput() {}

    /** Drops all references to the received bytes, and all buffers for them. Called when received bytes are lost. */
    default void dropInput() {}

    /** Returns whether the response lasts as long as its client listens. Its rate may then be low. */
    default boolean isLasting() {
        return false;
    }

    /** Returns the bytes of heap that would be free as soon as the connection closes. The input does not count. */
    default long reclaimableHeap() {
        return 0;
    }

    /**
     * Returns the bytes of direct memory that would be free as soon as the connection closes. The output does not
     * count.
     */
    default long reclaimableDirect() {
        return 0;
    }

    /**
     * Releases all memory. If one part cannot be released, still releases the others. Called after the connection has
     * closed, or after another session has replaced this one.
     */
    void closed();
}
