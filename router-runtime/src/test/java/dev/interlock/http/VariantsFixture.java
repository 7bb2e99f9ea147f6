package dev.interlock.http;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.dispatch.RequestPath;
import java.util.List;

/** A router whose first route matches every path. */
final class VariantsFixture extends Router {
    VariantsFixture(RouteInfo... routes) {
        super(TrailingSlash.STRICT, List.of(routes));
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        return 0;
    }

    @Override
    public void handle(int route, Request request, Response response) {
        response.body().append(route);
    }
}
