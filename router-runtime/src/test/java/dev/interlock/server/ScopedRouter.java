package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Routes whose handlers read the body in place, as generated code would, and keep objects that they should not keep.
 */
final class ScopedRouter extends PlainRouter {
    private static final int NOW = 0;
    private static final int BLOCK = 1;
    private static final int LATER = 2;

    /** Objects that handlers got, in order. */
    final BlockingQueue<Reader> readers = new LinkedBlockingQueue<>();
    /** Futures for the requests of /later, which the test completes. */
    final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    /** Each permit lets one call of the handler of /block continue. */
    final Semaphore permits = new Semaphore(0);

    ScopedRouter() {
        super(
                TrailingSlash.STRICT,
                List.of(
                        RouteInfo.of(NOW, "POST", "/now", "test.Handlers.now").consumes("*/*"),
                        RouteInfo.of(BLOCK, "POST", "/block", "test.Handlers.block")
                                .consumes("*/*")
                                .execution(Execution.BLOCKING),
                        RouteInfo.of(LATER, "POST", "/later", "test.Handlers.later")
                                .consumes("*/*")
                                .execution(Execution.ASYNCHRONOUS)));
    }

    /** Reads a body in place during its request. */
    static final class Reader implements RequestScoped {
        private static final RequestKey<Reader> KEY = RequestKey.of(Reader::new);

        private final Slice body = new Slice();
        private volatile boolean open;

        static Reader read(Request request) {
            Reader reader = request.scoped(KEY);
            reader.body.wrap(
                    request.body().array(),
                    request.body().offset(),
                    request.body().length());
            reader.open = true;
            return reader;
        }

        String text() {
            if (!open) {
                throw new IllegalStateException("over");
            }
            return body.toString();
        }

        @Override
        public void endOfRequest(int retainedBytes) {
            open = false;
        }

        @Override
        public int retainedBytes() {
            return 0;
        }
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        Reader reader = Reader.read(request);
        readers.add(reader);
        switch (route) {
            case NOW -> Results.writeText(response, reader.text());
            case BLOCK -> {
                permits.acquire();
                Results.writeText(response, reader.text());
            }
            case LATER -> {
                CompletableFuture<String> promise = new CompletableFuture<>();
                promises.add(promise);
                response.await(promise, (completed, value) -> Results.writeText(completed, value + reader.text()));
            }
            default -> throw unknownRoute(route);
        }
    }
}
