package dev.interlock.benchmarks.dispatch;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vert.x Web's router, handed requests that have a method and a path and no connection behind them. It takes the first
 * route that matches, so routes are added in the order of their rank.
 */
final class VertxWeb implements Dispatcher {
    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);
    private final Lookups lookups;
    private final List<HttpMethod> methods;
    private int found;
    private int capturedLength;

    VertxWeb(RouteSet set, Lookups lookups) {
        this.lookups = lookups;
        methods = IntStream.range(0, Lookups.COUNT)
                .mapToObj(i -> set.endpoints().get(lookups.endpoint(i)).method())
                .map(HttpMethod::valueOf)
                .toList();
        IntStream.range(0, set.size())
                .boxed()
                .sorted(Comparator.comparing(i -> set.endpoints().get(i), Endpoint.BY_RANK))
                .forEach(i -> add(set.endpoints().get(i), i));
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
        router.handle(new SocketlessRequest(methods.get(lookup), lookups.path(lookup)));
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
