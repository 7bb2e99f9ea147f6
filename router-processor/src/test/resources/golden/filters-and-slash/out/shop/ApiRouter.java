package shop;

import dev.interlock.codec.TextCodec;
import dev.interlock.dispatch.DispatchTable;
import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.http.TrailingSlashPolicy;
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
   * {@code GET /health/ready/} is {@link Health#ready()}.
   */
  private static final int GET_HEALTH_READY_SLASH = 1;

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 3
      route /health
      route /health/ready/
      list 1
      node 0 0 1 e220a8397b1dcdaf - health|health=r0
      node 1 1 1 e220a8397b1dcdaf - ready|ready=l0
      node 0 0 1 e220a8397b1dcdaf - health|health=n1
      row - n0 - - -
      row - - - - -
      row - r0 - - -
      row - - - n2 -
      lead %2F 1 e220a8397b1dcdaf
      class * 0 1 1 1 1 1 1
      class * 1 1 1 1 1 1 1
      class health 2 1 1 1 1 1 1
      class * 3 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_HEALTH, "GET", "/health", "shop.Health.live")
          .produces(TextCodec.PRODUCES),
      RouteInfo.of(GET_HEALTH_READY_SLASH, "GET", "/health/ready/", "shop.Health.ready")
          .produces(TextCodec.PRODUCES));

  private final Health health;

  private final Audit audit;

  private final Auth auth;

  private ApiRouter(Health health, Audit audit, Auth auth) {
    super(TrailingSlashPolicy.REDIRECT, ROUTES);
    this.health = health;
    this.audit = audit;
    this.auth = auth;
  }

  /**
   * A router that calls these instances, from several threads at once.
   */
  public static ApiRouter of(Health health, Audit audit, Auth auth) {
    return new ApiRouter(
        Objects.requireNonNull(health, "health is null"),
        Objects.requireNonNull(audit, "audit is null"),
        Objects.requireNonNull(auth, "auth is null"));
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
  public void after(Request request, Response response) throws Exception {
    auth.after(request, response);
    audit.after(request, response);
  }

  private void call(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_HEALTH -> getHealth(request, response);
      case GET_HEALTH_READY_SLASH -> getHealthReadySlash(request, response);
      default -> throw unknownRoute(route);
    }
  }

  private void getHealth(Request request, Response response) throws Exception {
    TextCodec.write(response, health.live());
  }

  private void getHealthReadySlash(Request request, Response response) throws Exception {
    TextCodec.write(response, health.ready());
  }
}
