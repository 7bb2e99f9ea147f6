package dev.interlock.benchmarks.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Vert.x Web's router. It receives one real request with the method and path of each lookup. The router takes the
 * first matching route, so routes are added by rank.
 */
final class VertxWeb implements Dispatcher {
    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);
    private final HttpServerRequestInternal received;
    private final Lookups lookups;
    private final List<HttpMethod> methods;
    private int found;
    private int capturedLength;

    VertxWeb(RouteSet set, Lookups lookups) throws IOException {
        this.lookups = lookups;
        received = receive();
        methods = IntStream.range(0, Lookups.COUNT)
                .mapToObj(i -> set.endpoints().get(lookups.endpoint(i)).method())
                .map(HttpMethod::valueOf)
                .toList();
        IntStream.range(0, set.size())
                .boxed()
                .sorted(Comparator.comparing(i -> set.endpoints().get(i), Endpoint.BY_RANK))
                .forEach(i -> add(set.endpoints().get(i), i));
    }

    private HttpServerRequestInternal receive() throws IOException {
        CompletableFuture<HttpServerRequest> request = new CompletableFuture<>();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request::complete)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            return (HttpServerRequestInternal) request.join();
        }
    }

    private void add(Endpoint endpoint, int number) {
        router.route(HttpMethod.valueOf(endpoint.method()), endpoint.withColons("*"))
                .handler(context -> handle(number, context));
    }

    private void handle(int number, RoutingContext context) {
        int length = 0;
        for (String value : context.pathParams().values()) {
            length += value.length();
        }
        capturedLength = length;
        found = number;
    }

    @Override
    public int find(int lookup) {
        found = -1;
        router.handle(new RoutedRequest(received, methods.get(lookup), lookups.path(lookup)));
        return found;
    }

    @Override
    public int capturedLength() {
        return capturedLength;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
