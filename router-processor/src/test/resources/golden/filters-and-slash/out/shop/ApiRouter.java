package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.Filter;
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
public final class ApiRouter extends Router {
  /**
   * {@code GET /health} is {@link Health#live()}.
   */
  private static final int GET_HEALTH = 0;

  /**
   * {@code GET /health/ready/} is {@link Health#ready(int)}.
   */
  private static final int GET_HEALTH_READY_SLASH = 1;

  /**
   * {@code DELETE /health/{name}} is {@link Health#remove(String)}.
   */
  private static final int DELETE_HEALTH_NAME = 2;

  private static final FieldNames QUERY_OF_QUOTA = FieldNames.of("quota");

  private static final Parameter QUERY_QUOTA = Parameter.query("quota").orElse("0");

  private static final Parameter PATH_NAME = Parameter.path("name");

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 3
      route /health
      route /health/ready/
      route /health/{}
      list 1
      node 0 0 0 0 - health|health=r0
      node 0 0 0 0 - health|health=r2
      node 1 1 0 0 - ready|ready=l0
      node 0 0 0 0 - health|health=n2
      row - n0 - - -
      row - - - - -
      row - - n1 - -
      row - r0 - - -
      row - - r2 - -
      row - - - n3 -
      lead %2F 1 0 0
      class * 0 1 1 1 1 2 1
      class * 1 1 1 1 1 1 1
      class health 3 1 1 1 1 4 1
      class * 5 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_HEALTH, "GET", "/health", "shop.Health.live")
          .produces(Results.TEXT),
      RouteInfo.of(GET_HEALTH_READY_SLASH, "GET", "/health/ready/", "shop.Health.ready")
          .produces(Results.TEXT),
      RouteInfo.of(DELETE_HEALTH_NAME, "DELETE", "/health/{name}", "shop.Health.remove")
          .status(204)
          .execution(Execution.ASYNCHRONOUS));

  private final Health health;

  private final Audit audit;

  private final Auth auth;

  private final Quota quota;

  private final Admin admin;

  private ApiRouter(Health health, Audit audit, Auth auth, Quota quota, Admin admin) {
    super(TrailingSlash.REDIRECT, ROUTES);
    this.health = health;
    this.audit = audit;
    this.auth = auth;
    this.quota = quota;
    this.admin = admin;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Health health, Audit audit, Auth auth, Quota quota, Admin admin) {
    return new ApiRouter(
        Objects.requireNonNull(health, "health is null"),
        Objects.requireNonNull(audit, "audit is null"),
        Objects.requireNonNull(auth, "auth is null"),
        Objects.requireNonNull(quota, "quota is null"),
        Objects.requireNonNull(admin, "admin is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    if (audit.before(request, response)) {
      if (auth.before(request, response)) {
        call(route, request, response);
        if (response.isAwaiting()) {
          return;
        }
        auth.after(request, response);
      }
      audit.after(request, response);
    }
  }

  @Override
  public void filters(int route, List<Filter> filters) {
    filters.add(audit);
    filters.add(auth);
    switch (route) {
      case GET_HEALTH_READY_SLASH -> {
        filters.add(quota);
      }
      case DELETE_HEALTH_NAME -> {
        filters.add(quota);
        filters.add(admin);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
  }

  @Override
  public void begin(int route, Request request) {
    audit.begin(request);
    auth.begin(request);
    switch (route) {
      case GET_HEALTH_READY_SLASH -> {
        quota.begin(request);
      }
      case DELETE_HEALTH_NAME -> {
        quota.begin(request);
        admin.begin(request);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
  }

  @Override
  public void after(int route, Request request, Response response) throws Exception {
    switch (route) {
      case DELETE_HEALTH_NAME -> {
        admin.after(request, response);
        quota.after(request, response);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
    auth.after(request, response);
    audit.after(request, response);
  }

  @Override
  public void finish(int route, Request request, Response response) {
    switch (route) {
      case GET_HEALTH_READY_SLASH -> {
        quota.finish(request, response);
      }
      case DELETE_HEALTH_NAME -> {
        admin.finish(request, response);
        quota.finish(request, response);
      }
      default -> {
        // Other routes have no filters of their own.
      }
    }
    auth.finish(request, response);
    audit.finish(request, response);
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

  private void call(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_HEALTH -> getHealth(request, response);
      case GET_HEALTH_READY_SLASH -> getHealthReadySlash(request, response);
      case DELETE_HEALTH_NAME -> deleteHealthName(request, response);
      default -> throw unknownRoute(route);
    }
  }

  private void getHealth(Request request, Response response) throws Exception {
    Results.writeText(response, health.live());
  }

  private void getHealthReadySlash(Request request, Response response) throws Exception {
    if (quota.before(request, response)) {
      Fields query = request.query(QUERY_OF_QUOTA);
      int quota2 = QUERY_QUOTA.toInt(query.first(0));
      Results.writeText(response, health.ready(quota2));
      quota.after(request, response);
    }
  }

  private void deleteHealthName(Request request, Response response) throws Exception {
    if (quota.before(request, response)) {
      if (admin.before(request, response)) {
        String name = PATH_NAME.to(Conversion.STRING, request.path().segment(1));
        response.status(204);
        response.await(health.remove(name));
        if (response.isAwaiting()) {
          return;
        }
        admin.after(request, response);
      }
      quota.after(request, response);
    }
  }
}
