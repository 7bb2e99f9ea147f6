package dev.interlock.example.shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.Router;
import java.util.List;

/** Passes each request to the router of the current shop. A test can switch to another shop without a new server. */
final class SwitchedRouter extends Router {
    private volatile Router current;

    SwitchedRouter(Router first) {
        super(TrailingSlash.STRICT, first.routes());
        current = first;
    }

    /** From now on, serves another shop. No request may be in progress. */
    void switchTo(RunningShop shop) {
        current = shop.router();
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        return current.match(method, bytes, from, to, path);
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        current.handle(route, request, response);
    }

    @Override
    public void begin(int route, Request request) {
        current.begin(route, request);
    }

    @Override
    public void returned(int route, Request request, Response response) {
        current.returned(route, request, response);
    }

    @Override
    public void filters(int route, List<Filter> filters) {
        current.filters(route, filters);
    }

    @Override
    public void after(int route, Request request, Response response) throws Exception {
        current.after(route, request, response);
    }

    @Override
    public void finish(int route, Request request, Response response) {
        current.finish(route, request, response);
    }

    @Override
    public boolean onError(int route, Throwable thrown, Request request, Response response) throws Exception {
        return current.onError(route, thrown, request, response);
    }

    @Override
    public String challenge() {
        return current.challenge();
    }
}
