package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Principal;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Dispatch, binding and calls of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class ApiRouter extends Router {
  /**
   * {@code GET /health} is {@link Health#live()}.
   */
  private static final int GET_HEALTH = 0;

  /**
   * {@code GET /orders} is {@link Orders#list(int, Auth.User)}.
   */
  private static final int GET_ORDERS = 1;

  /**
   * {@code DELETE /orders} is {@link Orders#clear(Optional)}.
   */
  private static final int DELETE_ORDERS = 2;

  private static final String[] ROLES_ADMIN_CLERK = {"admin", "clerk"};

  private static final FieldNames QUERY_OF_PAGE = FieldNames.of("page");

  private static final Parameter QUERY_PAGE = Parameter.query("page");

  private static final String[] ROLES_ADMIN = {"admin"};

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 1
      route /health
      route /orders
      route /orders
      node 0 0 1 1 - health|health=r0 orders|orders=r1
      node 0 0 0 0 - orders|orders=r2
      row - n0 -
      row - - -
      row - n1 -
      row - r1 -
      row - r2 -
      row - r0 -
      lead %2F 1 1 2
      class * 0 1 1 1 1 2 1
      class * 1 1 1 1 1 1 1
      class orders 3 1 1 1 1 4 1
      class health 5 1 1 1 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_HEALTH, "GET", "/health", "shop.Health.live")
          .produces(Results.TEXT),
      RouteInfo.of(GET_ORDERS, "GET", "/orders", "shop.Orders.list")
          .produces(Results.TEXT)
          .withRoles("admin", "clerk"),
      RouteInfo.of(DELETE_ORDERS, "DELETE", "/orders", "shop.Orders.clear")
          .status(204)
          .withRoles("admin"));

  private final Orders orders;

  private final Health health;

  private final Auth auth;

  private final Failures failures;

  private ApiRouter(Orders orders, Health health, Auth auth, Failures failures) {
    super(TrailingSlash.STRICT, ROUTES);
    this.orders = orders;
    this.health = health;
    this.auth = auth;
    this.failures = failures;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Orders orders, Health health, Auth auth, Failures failures) {
    return new ApiRouter(
        Objects.requireNonNull(orders, "orders is null"),
        Objects.requireNonNull(health, "health is null"),
        Objects.requireNonNull(auth, "auth is null"),
        Objects.requireNonNull(failures, "failures is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public String challenge() {
    return "Basic realm=\"shop\"";
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    if (auth.before(request, response)) {
      call(route, request, response);
      if (response.isAwaiting()) {
        return;
      }
      auth.after(request, response);
    }
  }

  @Override
  public void filters(int route, List<Filter> filters) {
    filters.add(auth);
  }

  @Override
  public void begin(int route, Request request) {
    auth.begin(request);
  }

  @Override
  public void after(int route, Request request, Response response) throws Exception {
    auth.after(request, response);
  }

  @Override
  public void finish(int route, Request request, Response response) {
    auth.finish(request, response);
  }

  @Override
  protected int sources() {
    return 3;
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

  private void call(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_HEALTH -> getHealth(request, response);
      case GET_ORDERS -> getOrders(request, response);
      case DELETE_ORDERS -> deleteOrders(request, response);
      default -> throw unknownRoute(route);
    }
  }

  @Override
  public boolean onError(int route, Throwable thrown, Request request, Response response) throws
      Exception {
    return onControllerError(route, thrown, request, response)
        || onApplicationError(thrown, request, response);
  }

  private boolean onControllerError(int route, Throwable thrown, Request request, Response response)
      throws Exception {
    return switch (route) {
      case GET_ORDERS, DELETE_ORDERS -> ordersError(thrown, request, response);
      default -> false;
    };
  }

  private boolean onApplicationError(Throwable thrown, Request request, Response response) throws
      Exception {
    if (thrown instanceof IllegalStateException error && HttpException.isHandledBy(IllegalStateException.class, thrown)) {
      failures.broken(error).writeTo(request, response);
      return true;
    }
    if (thrown instanceof IOException error && HttpException.isHandledBy(IOException.class, thrown)) {
      response.startOver(500);
      failures.files(response, error);
      return true;
    }
    if (HttpException.isHandledBy(Throwable.class, thrown)) {
      response.startOver(500);
      Results.writeText(response, failures.failed(thrown).name());
      return true;
    }
    return false;
  }

  private boolean ordersError(Throwable thrown, Request request, Response response) throws
      Exception {
    if (thrown instanceof NumberFormatException error && HttpException.isHandledBy(NumberFormatException.class, thrown)) {
      response.startOver(422);
      Results.writeBytes(response, orders.numbers(error));
      return true;
    }
    if (thrown instanceof HttpException error && HttpException.isHandledBy(HttpException.class, thrown)) {
      response.startOver(409);
      Results.writeText(response, orders.refused(error, request));
      return true;
    }
    return false;
  }

  private void getHealth(Request request, Response response) throws Exception {
    var result = HttpException.found(health.live());
    Results.writeText(response, result);
  }

  private void getOrders(Request request, Response response) throws Exception {
    request.requireRole(ROLES_ADMIN_CLERK);
    Fields query = request.query(QUERY_OF_PAGE);
    int page = QUERY_PAGE.toInt(query.first(0));
    Auth.User caller = request.principal(Auth.User.class);
    var result = HttpException.found(orders.list(page, caller));
    Results.writeText(response, result);
  }

  private void deleteOrders(Request request, Response response) throws Exception {
    request.requireRole(ROLES_ADMIN);
    Optional<Principal> caller = Optional.ofNullable(request.principalIfAny(Principal.class));
    response.status(204);
    orders.clear(caller);
  }
}
