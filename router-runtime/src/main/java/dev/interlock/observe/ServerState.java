package dev.interlock.observe;

import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * State of a running server. Each method returns the current value. The methods read counters, so they are quick enough
 * for a call every second, but too slow for a call in each exchange. Safe for use by several threads.
 */
public interface ServerState {
    /**
     * Returns the routes of all endpoints. The routes of the server's own router come first. The index of each of them
     * is its number. Routes of other routers may have the same numbers, so compare routes with {@code ==}.
     */
    List<RouteInfo> routes();

    /** Returns the event loops. */
    List<EventLoopState> eventLoops();

    /** Returns the number of times that a handler held an event loop for longer than the stall threshold. */
    long stalls();

    /** Returns the number of open connections. Connections that wait for an event loop count, too. */
    int openConnections();

    int maxConnections();

    /** Returns the number of idle connections that the server closed because new clients waited for a connection. */
    long closedIdleConnections();

    /**
     * Returns the number of connections that were closed because no valid header of the PROXY protocol came from a
     * trusted proxy. Returns 0 if no endpoint expects the header.
     */
    long rejectedProxyHeaders();

    /** Returns the TLS state of each endpoint that has TLS. */
    List<TlsState> tls();

    /**
     * Returns the number of violations by clients that have ended a connection or a stream. The first key is the name
     * of the protocol, such as {@code h2} or {@code tls}. The second key is the name of the rule, such as {@code
     * flood_pings}. The keys never change. Each number is the sum over all endpoints.
     *
     * <p>Violations of HTTP/1.1 are not in the result, because they are rejected requests; see {@link RejectionReason}.
     * Failed handshakes are not in it either; see {@link #tls}. So the result is empty if the server speaks only
     * HTTP/1.1 without TLS.
     */
    Map<String, Map<String, Long>> protocolViolations();

    /** Returns the number of exchanges that count for the limit on exchanges in flight. */
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

    /**
     * Returns the number of calls of blocking handlers that wait for a thread. Empty if the application has set a
     * {@code blockingExecutor}.
     */
    OptionalInt waitingBlockingHandlers();

    /** Returns the limit on the threads of blocking handlers. Empty if there is no limit, as with virtual threads. */
    OptionalInt maxBlockingThreads();

    /** Returns the bytes of heap that count for the limit on the memory of connections. */
    long connectionHeapBytes();

    long maxConnectionHeapBytes();

    /** Returns the bytes of direct memory that count for the limit on the memory of connections. */
    long connectionDirectBytes();

    long maxConnectionDirectBytes();

    /** Returns the bytes of direct memory that Netty has allocated in this process, including its pools. */
    long directMemoryBytes();

    long maxDirectMemoryBytes();

    /** Returns the bytes of direct memory in the pool of the server's buffers, whether in use or idle. */
    long bufferPoolBytes();

    /** Returns the number of lines that the access log has dropped. Empty if the server writes no access log. */
    OptionalLong droppedAccessLogLines();
}
