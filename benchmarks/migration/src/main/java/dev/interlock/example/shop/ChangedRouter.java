package dev.interlock.example.shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The routes of the shop with the changes of the next build, and with a fault. Three changes are on purpose: prices
 * include 19 % tax, the list of categories may be cached, and discarding a cart responds with 200 in place of 204.
 */
final class ChangedRouter extends Router {
    private static final int GROSS_PERCENT = 119;
    private static final int PERCENT = 100;
    private static final int FAILING_SHARE = 200;
    /** 30 % of the time that opening a cart takes, which is that of a slow statement. */
    private static final long DELAY_MILLIS = 50;

    private final Router shop;
    private final Fault fault;
    private final int price;
    private final int categories;
    private final int discard;
    private final int status;
    private final int openCart;
    private final int product;
    private final AtomicLong statusRequests = new AtomicLong();

    ChangedRouter(Router shop, Fault fault) {
        super(TrailingSlash.STRICT, shop.routes());
        this.shop = shop;
        this.fault = fault;
        price = number("GET", "/v1/catalog/products/{id}/price");
        categories = number("GET", "/v1/catalog/categories");
        discard = number("DELETE", "/v1/carts/{id}");
        status = number("GET", "/v1/orders/{id}/status");
        openCart = number("POST", "/v1/carts");
        product = number("GET", "/v1/catalog/products/{id}");
    }

    private int number(String method, String template) {
        for (RouteInfo route : shop.routes()) {
            if (route.method().equals(method) && route.template().equals(template)) {
                return route.number();
            }
        }
        throw new IllegalStateException("The shop has no route " + method + " " + template);
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        return shop.match(method, bytes, from, to, path);
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        if (fault == Fault.FAILS && route == status && statusRequests.incrementAndGet() % FAILING_SHARE == 0) {
            throw new IllegalStateException("planted by the fault FAILS");
        }
        if (fault == Fault.SLOW && route == openCart) {
            // The route is blocking, so only its own thread sleeps.
            TimeUnit.MILLISECONDS.sleep(DELAY_MILLIS);
        }
        shop.handle(route, request, response);
        if (route == price) {
            addTax(response.body());
        }
    }

    private static void addTax(ByteWriter body) {
        long net = Long.parseLong(body.toString());
        body.clear();
        body.append(net * GROSS_PERCENT / PERCENT);
    }

    @Override
    public void finish(int route, Request request, Response response) {
        shop.finish(route, request, response);
        if (route == categories) {
            response.header(HttpHeader.CACHE_CONTROL, "max-age=60");
        } else if (route == discard && response.status() == 204) {
            response.status(200);
        } else if (route == product && fault == Fault.LOSES_HEADER) {
            response.removeHeader(HttpHeader.ETAG);
        }
    }

    @Override
    public void begin(int route, Request request) {
        shop.begin(route, request);
    }

    @Override
    public void returned(int route, Request request, Response response) {
        shop.returned(route, request, response);
    }

    @Override
    public void filters(int route, List<Filter> filters) {
        shop.filters(route, filters);
    }

    @Override
    public void after(int route, Request request, Response response) throws Exception {
        shop.after(route, request, response);
    }

    @Override
    public boolean onError(int route, Throwable thrown, Request request, Response response) throws Exception {
        return shop.onError(route, thrown, request, response);
    }

    @Override
    public String challenge() {
        return shop.challenge();
    }
}
