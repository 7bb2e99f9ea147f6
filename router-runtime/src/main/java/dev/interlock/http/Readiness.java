package dev.interlock.http;

/**
 * Whether a server wants more requests. A readiness check reports it, so that load balancers use other servers before
 * this one stops. An application creates one for each server, and passes it to the server's builder and to the
 * controller of the check:
 *
 * <pre>{@code
 * @Get("/ready") @Essential
 * void ready(Response response) {
 *   response.status(readiness.isReady() ? 204 : 503);
 * }
 * }</pre>
 *
 * <p>The server is ready from the time when it accepts connections until it begins to shut down. Safe for use by
 * several threads.
 */
public final class Readiness {
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    /** Sets whether the server is ready. Called by the server only: a controller checks other conditions itself. */
    public void set(boolean ready) {
        this.ready = ready;
    }
}
