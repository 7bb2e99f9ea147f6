package dev.interlock.benchmarks.load;

/**
 * How a load uses its connections.
 *
 * @param connections number of connections at the same time
 * @param streams limit on the requests in progress on a connection; 1 with HTTP/1.1
 * @param requestsEach number of requests after which the client replaces a connection by a new one, or {@link #KEPT}
 * @param askingToClose whether each request asks the server to close the connection
 * @param resuming whether a new connection resumes the TLS session of the connection that it replaces
 */
public record ConnectionPlan(
        Protocol protocol, int connections, int streams, int requestsEach, boolean askingToClose, boolean resuming) {
    /** Number of requests for connections that are kept open. */
    public static final int KEPT = Integer.MAX_VALUE;

    /** Returns a plan with connections that are kept open. */
    public static ConnectionPlan kept(Protocol protocol, int connections, int streams) {
        return new ConnectionPlan(protocol, connections, streams, KEPT, false, false);
    }

    /** Returns a plan in which the client closes each connection after a number of requests. */
    public static ConnectionPlan closedAfter(int requests, Protocol protocol, int connections) {
        return new ConnectionPlan(protocol, connections, 1, requests, false, false);
    }

    /** Returns a plan in which each request has its own connection, and asks the server to close it. */
    public static ConnectionPlan closedByServer(int connections) {
        return new ConnectionPlan(Protocol.HTTP1, connections, 1, 1, true, false);
    }

    /** Returns a plan in which a new connection resumes the TLS session of the connection that it replaces. */
    public ConnectionPlan withResumption() {
        return new ConnectionPlan(protocol, connections, streams, requestsEach, askingToClose, true);
    }

    /** Returns the same plan with another number of connections. */
    public ConnectionPlan withConnections(int other) {
        return new ConnectionPlan(protocol, other, streams, requestsEach, askingToClose, resuming);
    }

    boolean isKept() {
        return requestsEach == KEPT;
    }
}
