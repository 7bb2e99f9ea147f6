package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.protobuf.ProtobufCodec;
import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
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
   * {@code POST /images} is {@link Images#measure(Flow.Publisher)}.
   */
  private static final int POST_IMAGES = 1;

  /**
   * {@code GET /images/{name}} is {@link Images#find(String)}.
   */
  private static final int GET_IMAGES_NAME = 2;

  /**
   * {@code PUT /images/{name}} is {@link Images#store(String, InputStream)}.
   */
  private static final int PUT_IMAGES_NAME = 3;

  /**
   * {@code GET /images/{name}/preview} is {@link Images#preview(String)}.
   */
  private static final int GET_IMAGES_NAME_PREVIEW = 4;

  /**
   * {@code GET /orders} is {@link Orders#list(Optional)}.
   */
  private static final int GET_ORDERS = 5;

  /**
   * {@code GET /orders/archive} is {@link Orders#archive()}.
   */
  private static final int GET_ORDERS_ARCHIVE = 6;

  /**
   * {@code GET /orders/export} is {@link Orders#export()}.
   */
  private static final int GET_ORDERS_EXPORT = 7;

  /**
   * {@code GET /orders/{id}} is {@link Orders#find(long)}.
   */
  private static final int GET_ORDERS_ID = 8;

  /**
   * {@code DELETE /orders/{id}} is {@link Orders#remove(long)}.
   */
  private static final int DELETE_ORDERS_ID = 9;

  /**
   * {@code GET /orders/{id}/note} is {@link Orders#note(long)}.
   */
  private static final int GET_ORDERS_ID_NOTE = 10;

  /**
   * {@code GET /orders/{id}/status} is {@link Orders#status(long)}.
   */
  private static final int GET_ORDERS_ID_STATUS = 11;

  private static final Conversion<Orders.Status> STATUS_CONVERSION = Conversion.ofEnum(Orders.Status.class);

  private static final Parameter PATH_NAME = Parameter.path("name");

  private static final FieldNames QUERY_OF_STATUS = FieldNames.of("status");

  private static final Parameter QUERY_STATUS = Parameter.query("status");

  private static final Parameter PATH_ID = Parameter.path("id");

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 3
      route /health
      route /images
      route /images/{}
      route /images/{}
      route /images/{}/preview
      route /orders
      route /orders/archive
      route /orders/export
      route /orders/{}
      route /orders/{}
      route /orders/{}/note
      route /orders/{}/status
      node 0 0 1 1 - health|health=r0 orders|orders=r5
      node 0 0 1 3 - images|images=r2 orders|orders=r8
      node 0 1 1 2 n1 orders|export=r7 orders|archive=r6
      node 0 2 2 1 - images|preview=r4 orders|status=r11 orders|note=r10
      node 0 0 0 0 - images|images=r1
      node 0 0 0 0 - images|images=r3
      node 0 0 0 0 - orders|orders=r9
      node 1 1 1 2 r8 archive|archive=r6 export|export=r7
      node 2 2 1 5 - status|status=r11 note|note=r10
      node 2 2 0 0 - preview|preview=r4
      row - n0 n2 n3 -
      row - - - - -
      row - n4 - - -
      row - - n5 - -
      row - - n6 - -
      row - r5 n7 n8 -
      row - - r9 - -
      row - r0 - - -
      row - - r2 n9 -
      row - r1 - - -
      row - - r3 - -
      lead %2F 1 2 1
      class * 0 1 2 3 1 4 1
      class * 1 1 1 1 1 1 1
      class orders 5 1 1 1 1 6 1
      class health 7 1 1 1 1 1 1
      class images 8 1 9 10 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_HEALTH, "GET", "/health", "shop.Health.live")
          .produces(Results.TEXT)
          .essential(true),
      RouteInfo.of(POST_IMAGES, "POST", "/images", "shop.Images.measure")
          .consumes(Bodies.ANY)
          .produces(Results.TEXT)
          .execution(Execution.ASYNCHRONOUS)
          .streamedBody(true),
      RouteInfo.of(GET_IMAGES_NAME, "GET", "/images/{name}", "shop.Images.find")
          .produces(Results.BYTES)
          .execution(Execution.BLOCKING),
      RouteInfo.of(PUT_IMAGES_NAME, "PUT", "/images/{name}", "shop.Images.store")
          .consumes(Bodies.ANY)
          .status(204)
          .execution(Execution.BLOCKING)
          .streamedBody(true),
      RouteInfo.of(GET_IMAGES_NAME_PREVIEW, "GET", "/images/{name}/preview", "shop.Images.preview")
          .produces(Results.BYTES),
      RouteInfo.of(GET_ORDERS, "GET", "/orders", "shop.Orders.list")
          .produces(Results.MESSAGE)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(GET_ORDERS_ARCHIVE, "GET", "/orders/archive", "shop.Orders.archive")
          .produces(Results.BYTES)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(GET_ORDERS_EXPORT, "GET", "/orders/export", "shop.Orders.export")
          .produces(Results.TEXT)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(GET_ORDERS_ID, "GET", "/orders/{id}", "shop.Orders.find")
          .produces(Results.MESSAGE)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(DELETE_ORDERS_ID, "DELETE", "/orders/{id}", "shop.Orders.remove")
          .status(204)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(GET_ORDERS_ID_NOTE, "GET", "/orders/{id}/note", "shop.Orders.note")
          .produces(Results.TEXT)
          .execution(Execution.ASYNCHRONOUS),
      RouteInfo.of(GET_ORDERS_ID_STATUS, "GET", "/orders/{id}/status", "shop.Orders.status")
          .produces(Results.TEXT)
          .execution(Execution.ASYNCHRONOUS));

  private final Health health;

  private final Images images;

  private final Orders orders;

  private final Audit audit;

  private final Auth auth;

  private ApiRouter(Health health, Images images, Orders orders, Audit audit, Auth auth) {
    super(TrailingSlash.STRICT, ROUTES);
    this.health = health;
    this.images = images;
    this.orders = orders;
    this.audit = audit;
    this.auth = auth;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Health health, Images images, Orders orders, Audit audit, Auth auth) {
    return new ApiRouter(
        Objects.requireNonNull(health, "health is null"),
        Objects.requireNonNull(images, "images is null"),
        Objects.requireNonNull(orders, "orders is null"),
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
  public void filters(int route, List<Filter> filters) {
    filters.add(audit);
    filters.add(auth);
  }

  @Override
  public void begin(int route, Request request) {
    audit.begin(request);
    auth.begin(request);
  }

  @Override
  public void after(int route, Request request, Response response) throws Exception {
    auth.after(request, response);
    audit.after(request, response);
  }

  @Override
  public void finish(int route, Request request, Response response) {
    auth.finish(request, response);
    audit.finish(request, response);
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
      case POST_IMAGES -> postImages(request, response);
      case GET_IMAGES_NAME -> getImagesName(request, response);
      case PUT_IMAGES_NAME -> putImagesName(request, response);
      case GET_IMAGES_NAME_PREVIEW -> getImagesNamePreview(request, response);
      case GET_ORDERS -> getOrders(request, response);
      case GET_ORDERS_ARCHIVE -> getOrdersArchive(request, response);
      case GET_ORDERS_EXPORT -> getOrdersExport(request, response);
      case GET_ORDERS_ID -> getOrdersId(request, response);
      case DELETE_ORDERS_ID -> deleteOrdersId(request, response);
      case GET_ORDERS_ID_NOTE -> getOrdersIdNote(request, response);
      case GET_ORDERS_ID_STATUS -> getOrdersIdStatus(request, response);
      default -> throw unknownRoute(route);
    }
  }

  private void getHealth(Request request, Response response) throws Exception {
    Results.writeText(response, health.live());
  }

  private void postImages(Request request, Response response) throws Exception {
    Flow.Publisher<ByteBuf> image = Bodies.readPublisher(request);
    response.await(images.measure(image),
        (completed, value) -> Results.writeText(completed, HttpException.found(value)));
  }

  private void getImagesName(Request request, Response response) throws Exception {
    String name = PATH_NAME.to(Conversion.STRING, request.path().segment(1));
    var result = HttpException.found(images.find(name));
    Results.writeFile(request, response, result);
  }

  private void putImagesName(Request request, Response response) throws Exception {
    String name = PATH_NAME.to(Conversion.STRING, request.path().segment(1));
    InputStream image = Bodies.readInputStream(request);
    response.status(204);
    images.store(name, image);
  }

  private void getImagesNamePreview(Request request, Response response) throws Exception {
    String name = PATH_NAME.to(Conversion.STRING, request.path().segment(1));
    var result = HttpException.found(images.preview(name));
    Results.writeBytes(response, result);
  }

  private void getOrders(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_STATUS);
    Optional<Orders.Status> status = QUERY_STATUS.optional(STATUS_CONVERSION, query.first(0));
    Results.negotiate(request, response);
    response.await(orders.list(status),
        (completed, value) -> ProtobufCodec.write(completed, HttpException.found(value)));
  }

  private void getOrdersArchive(Request request, Response response) throws Exception {
    response.await(orders.archive(),
        (completed, value) -> Results.streamBytes(completed, HttpException.found(value)));
  }

  private void getOrdersExport(Request request, Response response) throws Exception {
    var result = HttpException.found(orders.export());
    Results.streamText(response, result);
  }

  private void getOrdersId(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(1));
    Results.negotiate(request, response);
    response.await(orders.find(id),
        (completed, value) -> ProtobufCodec.write(completed, HttpException.found(value)));
  }

  private void deleteOrdersId(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(1));
    response.status(204);
    response.await(orders.remove(id));
  }

  private void getOrdersIdNote(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(1));
    response.await(orders.note(id),
        (completed, value) -> Results.writeText(completed, HttpException.found(value)));
  }

  private void getOrdersIdStatus(Request request, Response response) throws Exception {
    long id = PATH_ID.toLong(request.path().segment(1));
    response.await(orders.status(id),
        (completed, value) -> Results.writeText(completed, HttpException.found(value).name()));
  }
}
