package dev.interlock.testing;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Routes of fixed paths, each with a handler. */
public final class HandlerRouter extends PlainRouter {
    /** A handler of a route. */
    public interface Handler {
        void handle(Request request, Response response) throws Exception;
    }

    private final List<Handler> handlers;

    private HandlerRouter(List<RouteInfo> routes, List<Handler> handlers) {
        super(TrailingSlash.STRICT, routes);
        this.handlers = handlers;
    }

    public static Builder with() {
        return new Builder();
    }

    /** Collects routes. */
    public static final class Builder {
        private final List<RouteInfo> routes = new ArrayList<>();
        private final List<Handler> handlers = new ArrayList<>();

        public Builder get(String path, Handler handler) {
            return route("GET", path, handler, route -> route);
        }

        public Builder post(String path, Handler handler, UnaryOperator<RouteInfo> settings) {
            return route("POST", path, handler, settings);
        }

        public Builder route(String method, String path, Handler handler, UnaryOperator<RouteInfo> settings) {
            routes.add(settings.apply(RouteInfo.of(routes.size(), method, path, "test.Handlers." + routes.size())));
            handlers.add(handler);
            return this;
        }

        public HandlerRouter router() {
            return new HandlerRouter(routes, handlers);
        }
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        handlers.get(route).handle(request, response);
    }
}
