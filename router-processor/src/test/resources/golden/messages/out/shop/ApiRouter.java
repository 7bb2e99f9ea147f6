package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Dispatch, binding and calls of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouter extends Router {
  /**
   * {@code POST /orders} is {@link Orders#create(NewOrder, OrderTotal)}.
   */
  private static final int POST_ORDERS = 0;

  /**
   * {@code POST /orders/later} is {@link Orders#createLater(NewOrder, OrderTotal)}.
   */
  private static final int POST_ORDERS_LATER = 1;

  /**
   * {@code PUT /orders/{id}} is {@link Orders#replace(long, NewOrder)}.
   */
  private static final int PUT_ORDERS_ID = 2;

  /**
   * {@code GET /orders/{id}/total} is {@link Orders#total(long, OrderTotal)}.
   */
  private static final int GET_ORDERS_ID_TOTAL = 3;

  private static final Parameter PATH_ID = Parameter.path("id");

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 3
      route /orders
      route /orders/later
      route /orders/{}
      route /orders/{}/total
      node 0 2 0 0 - orders|total=r3
      node 0 0 0 0 - orders|orders=r0
      node 0 1 0 0 - orders|later=r1
      node 0 0 0 0 - orders|orders=r2
      node 2 2 0 0 - total|total=r3
      node 1 1 0 0 - later|later=r1
      row - - - n0 -
      row - - - - -
      row - n1 n2 - -
      row - - n3 - -
      row - - - n4 -
      row - r0 n5 - -
      row - - r2 - -
      lead %2F 1 0 0
      class * 0 1 2 3 1 1 1
      class * 1 1 1 1 1 1 1
      class orders 4 1 5 6 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(POST_ORDERS, "POST", "/orders", "shop.Orders.create")
          .consumes(Bodies.MESSAGE)
          .produces(Results.MESSAGE)
          .status(201),
      RouteInfo.of(POST_ORDERS_LATER, "POST", "/orders/later", "shop.Orders.createLater")
          .consumes(Bodies.MESSAGE)
          .produces(Results.MESSAGE)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(PUT_ORDERS_ID, "PUT", "/orders/{id}", "shop.Orders.replace")
          .consumes(Bodies.MESSAGE)
          .status(204),
      RouteInfo.of(GET_ORDERS_ID_TOTAL, "GET", "/orders/{id}/total", "shop.Orders.total")
          .produces(Results.MESSAGE));

  private final Orders orders;

  private ApiRouter(Orders orders) {
    super(TrailingSlash.STRICT, ROUTES);
    this.orders = orders;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  static ApiRouter of(Orders orders) {
    return new ApiRouter(
        Objects.requireNonNull(orders, "orders is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case POST_ORDERS -> postOrders(request, response);
      case POST_ORDERS_LATER -> postOrdersLater(request, response);
      case PUT_ORDERS_ID -> putOrdersId(request, response);
      case GET_ORDERS_ID_TOTAL -> getOrdersIdTotal(request, response);
      default -> throw unknownRoute(route);
    }
  }

  @Override
  protected int sources() {
    return 1;
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

  private void postOrders(Request request, Response response) throws Exception {
    NewOrder order = NewOrderDecoder.read(request);
    response.status(201);
    Results.negotiate(request, response);
    OrderTotalEncoder total = OrderTotalEncoder.begin(request, response);
    orders.create(order, total);
    total.end();
  }

  private void postOrdersLater(Request request, Response response) throws Exception {
    NewOrder order = NewOrderDecoder.read(request);
    Results.negotiate(request, response);
    OrderTotalEncoder total = OrderTotalEncoder.begin(request, response);
    response.await(orders.createLater(order, total), (completed, value) -> total.end());
  }

  private void putOrdersId(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(1));
    NewOrder order = NewOrderDecoder.read(request);
    response.status(204);
    orders.replace(id, order);
  }

  private void getOrdersIdTotal(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(1));
    Results.negotiate(request, response);
    OrderTotalEncoder total = OrderTotalEncoder.begin(request, response);
    orders.total(id, total);
    total.end();
  }
}
