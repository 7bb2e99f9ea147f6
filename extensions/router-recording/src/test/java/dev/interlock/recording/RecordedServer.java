package dev.interlock.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.replay.recorded.Body;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.ServerBuilder;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** Serves routes with a recording, and reads the recording after the server has closed. */
abstract class RecordedServer {
    static final String LARGE = "0123456789".repeat(20_000);

    @TempDir
    Path directory;

    RecordingBuilder options() {
        return Recording.to(directory.resolve("recording")).ring(4 << 20).bodyLimit(512 * 1024);
    }

    /** Sends requests on one connection, and returns the recording. */
    Recorded record(HandlerRouter.Builder routes, RecordingBuilder options, Exchange exchange) throws Exception {
        return record(routes, options, server -> server, exchange);
    }

    Recorded record(
            HandlerRouter.Builder routes,
            RecordingBuilder options,
            UnaryOperator<ServerBuilder> settings,
            Exchange exchange)
            throws Exception {
        return record(routes.router(), options, settings, exchange);
    }

    Recorded record(Router router, RecordingBuilder options, UnaryOperator<ServerBuilder> settings, Exchange exchange)
            throws Exception {
        try (HttpServer server = settings.apply(HttpServer.builder(router)
                        .overridable(false)
                        .handleSignals(false)
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .listener(options.build()))
                .start()) {
            try (RawClient client = new RawClient(server.port())) {
                exchange.with(client);
            }
        }
        return Recorded.in(directory.resolve("recording"));
    }

    /** Returns the publisher of a streamed body. */
    static Flow.Publisher<ByteBuf> parts(String... texts) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int next;
            private boolean isOver;

            @Override
            public void request(long count) {
                for (long i = 0; i < count && !isOver; i++) {
                    if (next < texts.length) {
                        subscriber.onNext(Unpooled.copiedBuffer(texts[next++], ISO_8859_1));
                    }
                    if (next == texts.length) {
                        isOver = true;
                        subscriber.onComplete();
                    }
                }
            }

            @Override
            public void cancel() {
                isOver = true;
            }
        });
    }

    interface Exchange {
        void with(RawClient client) throws Exception;
    }

    static RouteInfo reading(RouteInfo route) {
        return route.consumes("text/plain");
    }

    static String text(Body body) {
        return body.getContent().toString(ISO_8859_1);
    }
}
