package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.filter.FilterCalls;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Router of fixed paths. Calls its filters as generated code does. */
public final class FilteredRouter extends PlainRouter {
    /** Handler of a route. */
    public interface Handler {
        void handle(Request request, Response response) throws Exception;
    }

    private final List<Filter> filters;
    private final List<Filter> lastFirst;
    private final List<Handler> handlers;
    private final byte[][] paths;
    private final int[] methods;

    private FilteredRouter(List<Filter> filters, List<RouteInfo> routes, List<Handler> handlers) {
        super(TrailingSlash.REDIRECT, routes);
        this.filters = filters;
        lastFirst = new ArrayList<>(filters);
        Collections.reverse(lastFirst);
        this.handlers = handlers;
        paths = routes.stream()
                .map(route -> route.template().getBytes(US_ASCII))
                .toArray(byte[][]::new);
        methods = routes.stream()
                .map(route -> route.method().getBytes(US_ASCII))
                .mapToInt(method -> method(method, 0, method.length))
                .toArray();
    }

    /** Like the method of the superclass, but without allocation. */
    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        for (int i = 0; i < paths.length; i++) {
            if (methods[i] == method && Arrays.equals(bytes, from, to, paths[i], 0, paths[i].length)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    public static Builder with(Filter... filters) {
        return new Builder(List.of(filters));
    }

    public static final class Builder {
        private final List<Filter> filters;
        private final List<RouteInfo> routes = new ArrayList<>();
        private final List<Handler> handlers = new ArrayList<>();

        private Builder(List<Filter> filters) {
            this.filters = filters;
        }

        public Builder get(String path, Handler handler) {
            return route("GET", path, handler, route -> route);
        }

        public Builder get(String path, Handler handler, UnaryOperator<RouteInfo> settings) {
            return route("GET", path, handler, settings);
        }

        public Builder post(String path, Handler handler, UnaryOperator<RouteInfo> settings) {
            return route("POST", path, handler, settings);
        }

        public Builder route(String method, String path, Handler handler, UnaryOperator<RouteInfo> settings) {
            RouteInfo route = RouteInfo.of(routes.size(), method, path, "test.Handlers." + routes.size());
            boolean decodes = filters.stream().anyMatch(Decompression.class::isInstance);
            routes.add(settings.apply(route.decodesBody(decodes)));
            handlers.add(handler);
            return this;
        }

        public FilteredRouter router() {
            return new FilteredRouter(filters, routes, handlers);
        }
    }

    @Override
    public void begin(int route, Request request) {
        for (int i = 0; i < filters.size(); i++) {
            filters.get(i).begin(request);
        }
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        int passed = 0;
        while (passed < filters.size() && filters.get(passed).before(request, response)) {
            passed++;
        }
        if (passed == filters.size()) {
            handlers.get(route).handle(request, response);
            if (response.isAwaiting()) {
                return;
            }
        }
        for (int i = passed - 1; i >= 0; i--) {
            filters.get(i).after(request, response);
        }
    }

    @Override
    public void filters(int route, List<Filter> all) {
        all.addAll(filters);
    }

    @Override
    public void returned(int route, Request request, Response response) {
        for (int i = 0; i < lastFirst.size(); i++) {
            FilterCalls.returned(lastFirst.get(i), request, response);
        }
    }

    @Override
    public void after(int route, Request request, Response response) throws Exception {
        for (int i = 0; i < lastFirst.size(); i++) {
            lastFirst.get(i).after(request, response);
        }
    }

    @Override
    public void finish(int route, Request request, Response response) {
        for (int i = 0; i < lastFirst.size(); i++) {
            lastFirst.get(i).finish(request, response);
        }
    }
}
