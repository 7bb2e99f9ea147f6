package dev.interlock.observe;

import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * State of a running server. Each method returns a current value. The methods read counters, so they are quick enough
 * for a request every second, but not for each exchange. Safe for use by several threads.
 */
public interface ServerState {
    /**
     * Returns the routes of all endpoints. The routes of the server's router come first, each at the index that is its
     * number. Routes of other routers have numbers of their own, so compare a route with {@code ==}.
     */
    List<RouteInfo> routes();

    /** Returns the event loops. */
    List<EventLoopState> eventLoops();

    /** Returns the number of times that a handler held an event loop for longer than the stall threshold. */
    long stalls();

    /** Returns the number of open connections, including connections that wait for an event loop. */
    int openConnections();

    int maxConnections();

    /** Returns the number of idle connections that the server closed because new clients waited for a connection. */
    long closedIdleConnections();

    /**
     * Returns the number of connections that were closed because no valid header of the PROXY protocol came from a
     * trusted proxy. 0 if no endpoint expects the header.
     */
    long rejectedProxyHeaders();

    /** Returns the exchanges that count for the limit on exchanges in flight. */
    int inFlight();

    int maxInFlight();

    /** Returns the number of bodies that handlers read while they arrive. */
    int streams();

    int maxStreams();

    /**
     * Returns the number of blocking handlers that run now. Empty if the application has set a
     * {@code blockingExecutor}.
     */
    OptionalInt runningBlockingHandlers();

    /** Returns the number of calls of blocking handlers that wait for a thread. Empty if unknown, as above. */
    OptionalInt waitingBlockingHandlers();

    /** Returns the limit on the threads of blocking handlers. Empty without a limit, as for virtual threads. */
    OptionalInt maxBlockingThreads();

    /** Returns the bytes of heap that the connections hold, as far as they count for the limit. */
    long connectionHeapBytes();

    long maxConnectionHeapBytes();

    /** Returns the bytes of direct memory that the connections hold, as far as they count for the limit. */
    long connectionDirectBytes();

    long maxConnectionDirectBytes();

    /** Returns the bytes of direct memory that Netty has allocated in this process, its pools included. */
    long directMemoryBytes();

    long maxDirectMemoryBytes();

    /** Returns the bytes of direct memory in the pool from which the server takes its buffers, used or idle. */
    long bufferPoolBytes();

    /** Returns the number of lines that the access log has dropped. Empty if the server writes no access log. */
    OptionalLong droppedAccessLogLines();
}
