package shop;

import com.google.protobuf.Timestamp;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.protobuf.ProtobufCodec;
import dev.interlock.protobuf.ProtobufJsonCodec;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Dispatch, binding and calls of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouter extends Router {
  /**
   * {@code GET /clock} is {@link Clock#now()}.
   */
  private static final int GET_CLOCK = 0;

  /**
   * {@code GET /clock} is {@link Clock#page()}.
   */
  private static final int GET_CLOCK_2 = 1;

  /**
   * {@code POST /clock} is {@link Clock#later(Timestamp)}.
   */
  private static final int POST_CLOCK = 2;

  private static final int GET_CLOCK__AS_APPLICATION_JSON = 1;

  private static final int POST_CLOCK__OF_APPLICATION_JSON = 1;

  private static final int POST_CLOCK__OF_APPLICATION_VND_TIME_JSON = 2;

  private static final int POST_CLOCK__AS_APPLICATION_X_PROTOBUF = 1;

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 1
      route /clock
      route /clock
      route /clock
      node 0 0 0 0 - clock|clock=r0
      node 0 0 0 0 - clock|clock=r2
      row - n0 -
      row - - -
      row - n1 -
      row - r0 -
      row - r2 -
      lead %2F 1 0 0
      class * 0 1 2 1 1 1 1
      class * 1 1 1 1 1 1 1
      class clock 3 1 4 1 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_CLOCK, "GET", "/clock", "shop.Clock.now")
          .produces("application/x-protobuf", "application/json")
          .variants(GET_CLOCK_2),
      RouteInfo.of(GET_CLOCK_2, "GET", "/clock", "shop.Clock.page")
          .produces("text/html;charset=utf-8"),
      RouteInfo.of(POST_CLOCK, "POST", "/clock", "shop.Clock.later")
          .consumes("application/x-protobuf", "application/json", "application/vnd.time+json")
          .produces("application/json", "application/x-protobuf")
          .execution(Execution.ASYNCHRONOUS));

  private final Clock clock;

  private ApiRouter(Clock clock) {
    super(TrailingSlash.STRICT, ROUTES);
    this.clock = clock;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  static ApiRouter of(Clock clock) {
    return new ApiRouter(
        Objects.requireNonNull(clock, "clock is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_CLOCK -> getClock(request, response);
      case GET_CLOCK_2 -> getClock2(request, response);
      case POST_CLOCK -> postClock(request, response);
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

  private void getClock(Request request, Response response) throws Exception {
    Results.negotiate(request, response);
    var result = HttpException.found(clock.now());
    switch (Results.typeOf(response)) {
      case GET_CLOCK__AS_APPLICATION_JSON -> ProtobufJsonCodec.write(response, result);
      default -> ProtobufCodec.write(response, result);
    }
  }

  private void getClock2(Request request, Response response) throws Exception {
    Results.negotiate(request, response);
    Results.vary(response);
    var result = HttpException.found(clock.page());
    Results.writeText(response, result);
  }

  private void postClock(Request request, Response response) throws Exception {
    Timestamp time = switch (Bodies.typeOf(request)) {
      case POST_CLOCK__OF_APPLICATION_JSON, POST_CLOCK__OF_APPLICATION_VND_TIME_JSON -> ProtobufJsonCodec.read(request, Timestamp.getDefaultInstance());
      default -> ProtobufCodec.read(request, Timestamp.parser());
    };
    Results.negotiate(request, response);
    response.await(clock.later(time), (completed, value) -> {
      switch (Results.typeOf(completed)) {
        case POST_CLOCK__AS_APPLICATION_X_PROTOBUF -> ProtobufCodec.write(completed, HttpException.found(value));
        default -> ProtobufJsonCodec.write(completed, HttpException.found(value));
      }
    });
  }
}
