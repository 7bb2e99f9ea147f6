package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.filter.FilterCalls;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.annotation.processing.Generated;

/**
 * Dispatch, binding and calls of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class ApiRouter extends Router {
  /**
   * {@code GET /orders} is {@link Orders#list()}.
   */
  private static final int GET_ORDERS = 0;

  /**
   * {@code DELETE /orders} is {@link Orders#clear()}.
   */
  private static final int DELETE_ORDERS = 1;

  /**
   * {@code POST /orders/search} is {@link Orders#list()}.
   */
  private static final int POST_ORDERS_SEARCH = 2;

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 2
      route /orders
      route /orders
      route /orders/search
      node 0 0 0 0 - orders|orders=r0
      node 0 1 0 0 - orders|search=r2
      node 0 0 0 0 - orders|orders=r1
      node 1 1 0 0 - search|search=r2
      row - n0 - -
      row - - - -
      row - - n1 -
      row - n2 - -
      row - r0 - -
      row - - n3 -
      row - r1 - -
      lead %2F 1 0 0
      class * 0 1 2 1 1 3 1
      class * 1 1 1 1 1 1 1
      class orders 4 1 5 1 1 6 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_ORDERS, "GET", "/orders", "shop.Orders.list")
          .produces(Results.TEXT),
      RouteInfo.of(DELETE_ORDERS, "DELETE", "/orders", "shop.Orders.clear")
          .status(204),
      RouteInfo.of(POST_ORDERS_SEARCH, "POST", "/orders/search", "shop.Orders.list")
          .produces(Results.TEXT));

  private final Orders orders;

  private final RateLimits rateLimits;

  private final Auth auth;

  private final Filter getOrdersRateLimit;

  private final Filter deleteOrdersRateLimit;

  private final Filter postOrdersSearchRateLimit;

  private ApiRouter(Orders orders, RateLimits rateLimits, Auth auth) {
    super(TrailingSlash.STRICT, ROUTES);
    this.orders = orders;
    this.rateLimits = rateLimits;
    this.auth = auth;
    this.getOrdersRateLimit = Objects.requireNonNull(
            this.rateLimits.create(
                new ApiRouterBindings.RateLimitAnnotation(100, TimeUnit.SECONDS, new String[] {}),
                ROUTES.get(GET_ORDERS)),
            "RateLimits created null for GET /orders");
    this.deleteOrdersRateLimit = Objects.requireNonNull(
            this.rateLimits.create(
                new ApiRouterBindings.RateLimitAnnotation(1, TimeUnit.MINUTES, new String[] {"ada", "bob"}),
                ROUTES.get(DELETE_ORDERS)),
            "RateLimits created null for DELETE /orders");
    this.postOrdersSearchRateLimit = Objects.requireNonNull(
            this.rateLimits.create(
                new ApiRouterBindings.RateLimitAnnotation(100, TimeUnit.SECONDS, new String[] {}),
                ROUTES.get(POST_ORDERS_SEARCH)),
            "RateLimits created null for POST /orders/search");
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Orders orders, RateLimits rateLimits, Auth auth) {
    return new ApiRouter(
        Objects.requireNonNull(orders, "orders is null"),
        Objects.requireNonNull(rateLimits, "rateLimits is null"),
        Objects.requireNonNull(auth, "auth is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_ORDERS -> getOrders(request, response);
      case DELETE_ORDERS -> deleteOrders(request, response);
      case POST_ORDERS_SEARCH -> postOrdersSearch(request, response);
      default -> throw unknownRoute(route);
    }
  }

  @Override
  public void filters(int route, List<Filter> filters) {
    switch (route) {
      case GET_ORDERS -> {
        filters.add(getOrdersRateLimit);
      }
      case DELETE_ORDERS -> {
        filters.add(auth);
        filters.add(deleteOrdersRateLimit);
      }
      case POST_ORDERS_SEARCH -> {
        filters.add(postOrdersSearchRateLimit);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
  }

  @Override
  public void begin(int route, Request request) {
    switch (route) {
      case GET_ORDERS -> {
        getOrdersRateLimit.begin(request);
      }
      case DELETE_ORDERS -> {
        auth.begin(request);
        deleteOrdersRateLimit.begin(request);
      }
      case POST_ORDERS_SEARCH -> {
        postOrdersSearchRateLimit.begin(request);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
  }

  @Override
  public void returned(int route, Request request, Response response) {
    switch (route) {
      case GET_ORDERS -> {
        FilterCalls.returned(getOrdersRateLimit, request, response);
      }
      case DELETE_ORDERS -> {
        FilterCalls.returned(deleteOrdersRateLimit, request, response);
      }
      case POST_ORDERS_SEARCH -> {
        FilterCalls.returned(postOrdersSearchRateLimit, request, response);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
  }

  @Override
  public void finish(int route, Request request, Response response) {
    switch (route) {
      case GET_ORDERS -> {
        getOrdersRateLimit.finish(request, response);
      }
      case DELETE_ORDERS -> {
        deleteOrdersRateLimit.finish(request, response);
        auth.finish(request, response);
      }
      case POST_ORDERS_SEARCH -> {
        postOrdersSearchRateLimit.finish(request, response);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
  }

  @Override
  protected int sources() {
    return 2;
  }

  @Override
  protected String source(int source) {
    return ApiRouterSources.name(source);
  }

  @Override
  protected boolean isCurrent(int source) {
    return ApiRouterSources.isCurrent(source);
  }

  @Override
  protected String application() {
    return "shop.Api";
  }

  private void getOrders(Request request, Response response) throws Exception {
    if (getOrdersRateLimit.before(request, response)) {
      var result = HttpException.found(orders.list());
      Results.writeText(response, result);
      getOrdersRateLimit.after(request, response);
    }
  }

  private void deleteOrders(Request request, Response response) throws Exception {
    if (auth.before(request, response)) {
      if (deleteOrdersRateLimit.before(request, response)) {
        response.status(204);
        orders.clear();
        deleteOrdersRateLimit.after(request, response);
      }
      auth.after(request, response);
    }
  }

  private void postOrdersSearch(Request request, Response response) throws Exception {
    if (postOrdersSearchRateLimit.before(request, response)) {
      var result = HttpException.found(orders.list());
      Results.writeText(response, result);
      postOrdersSearchRateLimit.after(request, response);
    }
  }
}
