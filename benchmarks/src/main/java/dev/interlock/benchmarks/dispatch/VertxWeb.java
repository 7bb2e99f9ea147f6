package dev.interlock.benchmarks.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Vert.x Web's router. A server receives one real request. For each lookup, the router gets this request with another
 * method and path. The router takes the first matching route, so routes are added by rank.
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
        methods = lookups.methodNames().map(HttpMethod::valueOf).toList();
        set.byRank().forEach(number -> {
            Endpoint endpoint = set.endpoints().get(number);
            router.route(HttpMethod.valueOf(endpoint.method()), endpoint.withColons("*"))
                    .handler(context -> handle(number, context));
        });
    }

    /** A request whose method, path and authority are set by this class. The router reads only these three. */
    private static final class RoutedRequest extends HttpServerRequestWrapper {
        private static final HostAndPort AUTHORITY = HostAndPort.create("localhost", 8080);

        private final HttpMethod method;
        private final String path;
        private final MultiMap parameters = MultiMap.caseInsensitiveMultiMap();

        /** Delegates everything else to a request that a server received. Therefore the request has a connection. */
        RoutedRequest(HttpServerRequestInternal received, HttpMethod method, String path) {
            super(received);
            this.method = method;
            this.path = path;
        }

        @Override
        public HttpMethod method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public HostAndPort authority() {
            return AUTHORITY;
        }

        @Override
        public MultiMap params(boolean semicolonIsNormalChar) {
            return parameters;
        }

        @Override
        public HttpServerRequest routed(String route) {
            return this;
        }
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
