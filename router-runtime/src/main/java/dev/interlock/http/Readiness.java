package dev.interlock.http;

/**
 * Whether a server wants more requests: what a readiness check answers, so that load balancers look elsewhere before the
 * server stops. An application makes one for each server, hands it to the server's builder, and to the controller that
 * answers the check:
 *
 * <pre>{@code
 * @Get("/ready") @Essential
 * void ready(Response response) {
 *   response.status(readiness.isReady() ? 204 : 503);
 * }
 * }</pre>
 *
 * <p>It is not ready until the server accepts connections, and again from the moment that the server is to shut down.
 * Safe for use by several threads.
 */
public final class Readiness {
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    /** Called by the server; what else the check depends on belongs into its controller. */
    public void set(boolean ready) {
        this.ready = ready;
    }
}
