package dev.interlock.internal.negotiate;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;

/** A router whose first route matches every path. */
public final class VariantsFixture extends Router {
    public VariantsFixture(RouteInfo... routes) {
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
