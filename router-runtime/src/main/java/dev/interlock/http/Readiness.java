package dev.interlock.http;

/**
 * Whether a server wants more requests. A readiness check reports this state, so that load balancers use other servers
 * before this server stops. An application creates one for each server, and passes it to the server's builder and to
 * the controller of the check:
 *
 * <pre>{@code
 * @Get("/ready") @Essential
 * void ready(Response response) {
 *   response.status(readiness.isReady() ? 204 : 503);
 * }
 * }</pre>
 *
 * <p>The server becomes ready when it accepts connections. It stays ready until it begins to shut down. Safe for use by
 * several threads.
 */
public final class Readiness {
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    /**
     * Sets whether the server is ready. Only the server calls this. If a check has other conditions, its controller
     * must test them itself.
     */
    public void set(boolean ready) {
        this.ready = ready;
    }
}
