package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A blocking handler that waits for the test. */
final class WaitingRouter extends PlainRouter {
    private final Semaphore waiting = new Semaphore(0);
    private final CompletableFuture<Void> complete = new CompletableFuture<>();

    WaitingRouter() {
        super(
                TrailingSlash.REDIRECT,
                List.of(RouteInfo.of(0, "GET", "/wait", "test.Waiting.await").execution(Execution.BLOCKING)));
    }

    @Override
    public void handle(int route, Request request, Response response) {
        waiting.release();
        complete.join();
        response.body().append("waited");
    }

    /** Waits until one more handler waits. */
    void awaitWaiting(int count) throws InterruptedException {
        waiting.acquire(count);
        waiting.release(count);
    }

    void complete() {
        complete.complete(null);
    }
}
