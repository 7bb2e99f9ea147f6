package dev.interlock.recording;

import dev.interlock.generated.codec.Results;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Service in a separate process. It prints its port. The arguments are the recording directory and the number of event
 * loops. The response has the name of its event loop.
 */
final class RecordedService {
    private RecordedService() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.builder(HandlerRouter.with()
                        .get(
                                "/hello",
                                (request, response) -> Results.writeText(
                                        response, Thread.currentThread().getName() + " " + System.nanoTime()))
                        .router())
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(Integer.parseInt(args[1]))
                .listener(Recording.to(Path.of(args[0]))
                        .segments(256 * 1024, Duration.ofMinutes(1))
                        .totalBytes(1L << 30)
                        .build())
                .start();
        System.out.println(server.port());
        server.awaitShutdown();
    }
}
