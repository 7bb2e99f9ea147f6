package shop;

import com.google.protobuf.StringValue;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.protobuf.ProtobufCodec;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * Dispatch, binding and calls of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class ApiRouter extends Router {
  /**
   * {@code GET /v1/orders} is {@link Orders#list()}.
   */
  private static final int GET_V1_ORDERS = 0;

  /**
   * {@code POST /v1/orders} is {@link Orders#create(StringValue)}.
   */
  private static final int POST_V1_ORDERS = 1;

  /**
   * {@code REPORT /v1/orders/{id:[0-9]+}} is {@link Orders#report(int)}.
   */
  private static final int REPORT_V1_ORDERS_ID = 2;

  /**
   * {@code GET /v1/orders/{id}} is {@link Orders#find(long)}.
   */
  private static final int GET_V1_ORDERS_ID = 3;

  /**
   * {@code DELETE /v1/orders/{id}} is {@link Orders#remove(UUID)}.
   */
  private static final int DELETE_V1_ORDERS_ID = 4;

  /**
   * {@code GET /v1/users/files/{*rest}} is {@link Users#file(String)}.
   */
  private static final int GET_V1_USERS_FILES_REST = 5;

  /**
   * {@code GET /v1/users/me} is {@link Users#me()}.
   */
  private static final int GET_V1_USERS_ME = 6;

  /**
   * {@code GET /v1/users/self} is {@link Users#me()}.
   */
  private static final int GET_V1_USERS_SELF = 7;

  /**
   * {@code GET /v1/users/{name}.json} is {@link Users#json(CharSequence)}.
   */
  private static final int GET_V1_USERS_NAME_JSON = 8;

  private static final Parameter PATH_ID = Parameter.path("id");

  private static final Parameter PATH_REST = Parameter.path("rest");

  private static final Parameter PATH_NAME = Parameter.path("name");

  private static final int PATH_NAME_PREFIX_BYTES = 0;

  private static final int PATH_NAME_SUFFIX_BYTES = 5;

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 8 4
      dfa 30-39>1|*30-39>1
      route /v1/orders
      route /v1/orders
      route /v1/orders/{0}
      route /v1/orders/{}
      route /v1/orders/{}
      route /v1/users/files/{*}
      route /v1/users/me
      route /v1/users/self
      route /v1/users/{}.json
      list 8
      list 2
      list 5
      node 0 1 0 0 - v1|orders=r0
      node 2 2 1 2 l0 self|self=r7 me|me=r6
      node 0 1 1 1 - v1|users=n1 v1|orders=r3
      node 1 2 0 0 - users|files=r5
      node 0 0 0 0 - v1|v1=n3
      node 0 1 0 0 - v1|orders=r1
      node 0 1 0 0 - v1|orders=r4
      node 1 1 0 0 - orders|orders=l1
      node 0 0 0 0 - v1|v1=n7
      node 2 2 0 0 - files|files=r5
      node 2 2 0 0 - files|files=l2
      node 1 1 0 0 - users|users=n10
      node 0 0 0 0 - v1|v1=n11
      row - - n0 n2 n4 n4
      row - - - - - -
      row - - n5 - - -
      row - - - n6 - -
      row - - - n8 - -
      row - - - n1 n9 n9
      row - - r0 r3 - -
      row - - r1 - - -
      row - - - r4 - -
      row - - - l1 - -
      row - - - - n12 n12
      lead %2Fv1%2F 1 1 3
      class * 0 1 2 1 1 3 1 4
      class * 1 1 1 1 1 1 1 1
      class users 5 1 1 1 1 1 1 1
      class orders 6 1 7 1 1 8 1 9
      class * 10 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_V1_ORDERS, "GET", "/v1/orders", "shop.Orders.list")
          .produces(Results.TEXT),
      RouteInfo.of(POST_V1_ORDERS, "POST", "/v1/orders", "shop.Orders.create")
          .consumes(Bodies.MESSAGE)
          .produces(Results.TEXT)
          .maxBody(65536)
          .status(201),
      RouteInfo.of(REPORT_V1_ORDERS_ID, "REPORT", "/v1/orders/{id:[0-9]+}", "shop.Orders.report")
          .produces(Results.TEXT),
      RouteInfo.of(GET_V1_ORDERS_ID, "GET", "/v1/orders/{id}", "shop.Orders.find")
          .produces(Results.MESSAGE),
      RouteInfo.of(DELETE_V1_ORDERS_ID, "DELETE", "/v1/orders/{id}", "shop.Orders.remove")
          .status(204),
      RouteInfo.of(GET_V1_USERS_FILES_REST, "GET", "/v1/users/files/{*rest}", "shop.Users.file")
          .produces(Results.BYTES),
      RouteInfo.of(GET_V1_USERS_ME, "GET", "/v1/users/me", "shop.Users.me")
          .produces(Results.TEXT),
      RouteInfo.of(GET_V1_USERS_SELF, "GET", "/v1/users/self", "shop.Users.me")
          .produces(Results.TEXT),
      RouteInfo.of(GET_V1_USERS_NAME_JSON, "GET", "/v1/users/{name}.json", "shop.Users.json")
          .produces(Results.TEXT));

  private final Orders orders;

  private final Users users;

  private ApiRouter(Orders orders, Users users) {
    super(TrailingSlash.STRICT, ROUTES, "REPORT");
    this.orders = orders;
    this.users = users;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Orders orders, Users users) {
    return new ApiRouter(
        Objects.requireNonNull(orders, "orders is null"),
        Objects.requireNonNull(users, "users is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_V1_ORDERS -> getV1Orders(request, response);
      case POST_V1_ORDERS -> postV1Orders(request, response);
      case REPORT_V1_ORDERS_ID -> reportV1OrdersId(request, response);
      case GET_V1_ORDERS_ID -> getV1OrdersId(request, response);
      case DELETE_V1_ORDERS_ID -> deleteV1OrdersId(request, response);
      case GET_V1_USERS_FILES_REST -> getV1UsersFilesRest(request, response);
      case GET_V1_USERS_ME -> getV1UsersMe(request, response);
      case GET_V1_USERS_SELF -> getV1UsersSelf(request, response);
      case GET_V1_USERS_NAME_JSON -> getV1UsersNameJson(request, response);
      default -> throw unknownRoute(route);
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

  private void getV1Orders(Request request, Response response) throws Exception {
    var result = HttpException.found(orders.list());
    Results.writeText(response, result);
  }

  private void postV1Orders(Request request, Response response) throws Exception {
    StringValue order = ProtobufCodec.read(request, StringValue.parser());
    response.status(201);
    var result = HttpException.found(orders.create(order));
    Results.writeText(response, result);
  }

  private void reportV1OrdersId(Request request, Response response) throws Exception {
    int id = PATH_ID.toInt(request.path().segment(2));
    Results.writeText(response, orders.report(id));
  }

  private void getV1OrdersId(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(2));
    Results.negotiate(request, response);
    var result = HttpException.found(orders.find(id));
    ProtobufCodec.write(response, result);
  }

  private void deleteV1OrdersId(Request request, Response response) throws Exception {
    UUID id = PATH_ID.to(Conversion.UUID, request.path().segment(2));
    response.status(204);
    orders.remove(id);
  }

  private void getV1UsersFilesRest(Request request, Response response) throws Exception {
    String rest = PATH_REST.to(Conversion.STRING, PATH_REST.rest(request.path(), 3));
    var result = HttpException.found(users.file(rest));
    Results.writeBytes(response, result);
  }

  private void getV1UsersMe(Request request, Response response) throws Exception {
    var result = HttpException.found(users.me());
    Results.writeText(response, result);
  }

  private void getV1UsersSelf(Request request, Response response) throws Exception {
    var result = HttpException.found(users.me());
    Results.writeText(response, result);
  }

  private void getV1UsersNameJson(Request request, Response response) throws Exception {
    CharSequence name = PATH_NAME.to(Conversion.CHAR_SEQUENCE, request.path().segment(2,
        PATH_NAME_PREFIX_BYTES, PATH_NAME_SUFFIX_BYTES));
    var result = HttpException.found(users.json(name));
    Results.writeText(response, result);
  }
}
