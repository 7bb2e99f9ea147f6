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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The routes of the shop with the changes of the next build, and with a fault. Three changes are on purpose: prices
 * include 19 % tax, the list of categories may be cached, and discarding a cart responds with 200 in place of 204.
 */
final class ChangedRouter extends Router {
    /** A number alone, or as the value of the only member. */
    private static final Pattern NUMBER = Pattern.compile("(\\D*)([0-9]+)(\\D*)");

    private static final int GROSS_PERCENT = 119;
    private static final int PERCENT = 100;
    private static final int FAILING_SHARE = 200;
    /** 30 % of the time that opening a cart takes, which is that of a slow statement. */
    private static final long DELAY_MILLIS = 50;

    private final Router shop;
    private final Fault fault;
    private final Set<Integer> price;
    private final Set<Integer> categories;
    private final Set<Integer> discard;
    private final Set<Integer> status;
    private final Set<Integer> openCart;
    private final Set<Integer> product;
    private final AtomicLong statusRequests = new AtomicLong();

    ChangedRouter(Router shop, Fault fault) {
        super(TrailingSlash.STRICT, shop.routes());
        this.shop = shop;
        this.fault = fault;
        price = numbers("GET", "/v1/catalog/products/{id}/price");
        categories = numbers("GET", "/v1/catalog/categories");
        discard = numbers("DELETE", "/v1/carts/{id}");
        status = numbers("GET", "/v1/orders/{id}/status");
        openCart = numbers("POST", "/v1/carts");
        product = numbers("GET", "/v1/catalog/products/{id}");
    }

    /** Returns the numbers of a route: one for each media type that it produces by a method of its own. */
    private Set<Integer> numbers(String method, String template) {
        Set<Integer> numbers = shop.routes().stream()
                .filter(route ->
                        route.method().equals(method) && route.template().equals(template))
                .map(RouteInfo::number)
                .collect(Collectors.toSet());
        if (numbers.isEmpty()) {
            throw new IllegalStateException("The shop has no route " + method + " " + template);
        }
        return numbers;
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        return shop.match(method, bytes, from, to, path);
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        if (fault == Fault.FAILS && status.contains(route) && statusRequests.incrementAndGet() % FAILING_SHARE == 0) {
            throw new IllegalStateException("planted by the fault FAILS");
        }
        if (fault == Fault.SLOW && openCart.contains(route)) {
            // The route is blocking, so only its own thread sleeps.
            TimeUnit.MILLISECONDS.sleep(DELAY_MILLIS);
        }
        shop.handle(route, request, response);
        if (price.contains(route)) {
            addTax(response.body());
        }
    }

    /** Replaces the number in a body of text or JSON. A binary message stays as it is: no client here asks for one. */
    private static void addTax(ByteWriter body) {
        Matcher net = NUMBER.matcher(body.toString());
        if (net.matches()) {
            long gross = Long.parseLong(net.group(2)) * GROSS_PERCENT / PERCENT;
            body.clear();
            body.append(net.group(1)).append(gross).append(net.group(3));
        }
    }

    @Override
    public void finish(int route, Request request, Response response) {
        shop.finish(route, request, response);
        if (categories.contains(route)) {
            response.header(HttpHeader.CACHE_CONTROL, "max-age=60");
        } else if (discard.contains(route) && response.status() == 204) {
            response.status(200);
        } else if (product.contains(route) && fault == Fault.LOSES_HEADER) {
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
