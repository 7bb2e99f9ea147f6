package dev.interlock.benchmarks.dispatch;

import io.activej.eventloop.Eventloop;
import io.activej.http.HttpMethod;
import io.activej.http.HttpRequest;
import io.activej.http.HttpResponse;
import io.activej.http.RoutingServlet;
import io.activej.promise.Promise;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * ActiveJ's {@link RoutingServlet}. A request object stores how much of its path is already matched, so each lookup
 * needs a new object. {@link #requests} measures only the cost of these objects.
 */
final class ActiveJ implements Dispatcher {
    private final Lookups lookups;
    private final RoutingServlet servlet;
    private final Promise<HttpResponse> response =
            Promise.of(HttpResponse.ok200().build());
    private final List<HttpMethod> methods;
    private final List<String> urls;
    private int found;
    private int capturedLength;

    ActiveJ(RouteSet set, Lookups lookups) {
        this.lookups = lookups;
        methods = lookups.methodNames().map(HttpMethod::valueOf).toList();
        urls = IntStream.range(0, Lookups.COUNT)
                .mapToObj(i -> "http://localhost" + lookups.path(i))
                .toList();
        RoutingServlet.Builder builder = RoutingServlet.builder(Eventloop.create());
        for (int i = 0; i < set.size(); i++) {
            add(builder, set.endpoints().get(i), i);
        }
        servlet = builder.build();
    }

    private void add(RoutingServlet.Builder builder, Endpoint endpoint, int number) {
        boolean catchAll = endpoint.hasCatchAll();
        builder.with(HttpMethod.valueOf(endpoint.method()), endpoint.withColons("*"), request -> {
            handle(number, catchAll, request);
            return response;
        });
    }

    private void handle(int number, boolean catchAll, HttpRequest request) {
        int length = catchAll ? request.getRelativePath().length() : 0;
        for (String value : request.getPathParameters().values()) {
            length += value.length();
        }
        capturedLength = length;
        found = number;
    }

    private HttpRequest request(int lookup) {
        return HttpRequest.builder(methods.get(lookup), urls.get(lookup)).build();
    }

    @Override
    public int find(int lookup) {
        found = -1;
        try {
            servlet.serve(request(lookup));
        } catch (Exception e) {
            throw new IllegalStateException("ActiveJ rejects " + urls.get(lookup), e);
        }
        return found;
    }

    @Override
    public int capturedLength() {
        return capturedLength;
    }

    /**
     * Returns a dispatcher that creates the request objects without looking up their routes. Its results are the
     * expected results.
     */
    Dispatcher requests() {
        return new Requests();
    }

    private final class Requests implements Dispatcher {
        private @Nullable HttpRequest latest;
        private int lookup;

        @Override
        public int find(int lookup) {
            this.lookup = lookup;
            latest = request(lookup);
            return lookups.endpoint(lookup);
        }

        @Override
        public int capturedLength() {
            return latest == null ? 0 : lookups.capturedLength(lookup);
        }
    }
}
