package shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.validate.Constraints;
import dev.interlock.generated.validate.MissingMembers;
import dev.interlock.generated.validate.Violations;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.json.JsonTypes;
import java.math.BigDecimal;
import java.time.LocalDate;
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
   * {@code GET /orders} is {@link Orders#list(int, String, List, Optional)}.
   */
  private static final int GET_ORDERS = 0;

  /**
   * {@code GET /orders/baskets} is {@link Orders#basket(Orders.Basket)}.
   */
  private static final int GET_ORDERS_BASKETS = 1;

  /**
   * {@code GET /orders/days} is {@link Orders#days(Orders.Days)}.
   */
  private static final int GET_ORDERS_DAYS = 2;

  /**
   * {@code POST /orders/lines} is {@link Orders#line(Orders.Line)}.
   */
  private static final int POST_ORDERS_LINES = 3;

  /**
   * {@code POST /orders/notes} is {@link Orders#note(String)}.
   */
  private static final int POST_ORDERS_NOTES = 4;

  private static final Conversion<Orders.Basket> BASKET_CONVERSION = Conversion.of("a Basket", Orders.Basket::parse);

  private static final FieldNames QUERY_OF_LIMIT_TO_PRICE = FieldNames.of("limit", "sku", "ids", "price");

  private static final Parameter QUERY_LIMIT = Parameter.query("limit").orElse("20");

  private static final Parameter QUERY_SKU = Parameter.query("sku");

  private static final Parameter QUERY_IDS = Parameter.query("ids");

  private static final Parameter QUERY_PRICE = Parameter.query("price");

  private static final FieldNames QUERY_OF_BASKET = FieldNames.of("basket");

  private static final Parameter QUERY_BASKET = Parameter.query("basket");

  private static final FieldNames QUERY_OF_FROM_TO = FieldNames.of("from", "to");

  private static final Parameter QUERY_FROM = Parameter.query("from");

  private static final Parameter QUERY_TO = Parameter.query("to");

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 2
      route /orders
      route /orders/baskets
      route /orders/days
      route /orders/lines
      route /orders/notes
      node 0 0 0 0 - orders|orders=r0
      node 0 1 1 7 - orders|days=r2 orders|baskets=r1
      node 0 1 1 3 - orders|lines=r3 orders|notes=r4
      row - n0 n1 -
      row - - - -
      row - - n2 -
      row - r0 - -
      row - - r3 -
      row - - r4 -
      row - r0 r1 -
      row - r0 r2 -
      lead %2Forders%2F 1 2 13
      class * 0 1 2 1 1 1 1
      class * 3 1 1 1 1 1 1
      class lines 3 1 4 1 1 1 1
      class notes 3 1 5 1 1 1 1
      class baskets 6 1 1 1 1 1 1
      class days 7 1 1 1 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_ORDERS, "GET", "/orders", "shop.Orders.list")
          .produces(Results.TEXT),
      RouteInfo.of(GET_ORDERS_BASKETS, "GET", "/orders/baskets", "shop.Orders.basket")
          .produces(Results.TEXT),
      RouteInfo.of(GET_ORDERS_DAYS, "GET", "/orders/days", "shop.Orders.days")
          .produces(Results.TEXT),
      RouteInfo.of(POST_ORDERS_LINES, "POST", "/orders/lines", "shop.Orders.line")
          .consumes(JsonTypes.MEDIA_TYPES)
          .produces(Results.TEXT),
      RouteInfo.of(POST_ORDERS_NOTES, "POST", "/orders/notes", "shop.Orders.note")
          .consumes(Bodies.TEXT)
          .produces(Results.TEXT));

  private final Orders orders;

  private final ApiRouterJson json;

  private ApiRouter(Orders orders, ApiRouterJson json) {
    super(TrailingSlash.STRICT, ROUTES);
    this.orders = orders;
    this.json = json;
    ApiRouterValidators.initialize();
  }

  /**
   * Returns a router that calls these instances, with the default configuration of JSON.
   * Several threads may call them at the same time.
   */
  public static ApiRouter of(Orders orders) {
    return new ApiRouter(
        Objects.requireNonNull(orders, "orders is null"),
        new ApiRouterJson());
  }

  /**
   * Returns a router that calls these instances, with this configuration of JSON.
   * Several threads may call them at the same time.
   */
  public static ApiRouter of(Orders orders, ObjectMapper mapper) {
    return new ApiRouter(
        Objects.requireNonNull(orders, "orders is null"),
        new ApiRouterJson(Objects.requireNonNull(mapper, "mapper is null")));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_ORDERS -> getOrders(request, response);
      case GET_ORDERS_BASKETS -> getOrdersBaskets(request, response);
      case GET_ORDERS_DAYS -> getOrdersDays(request, response);
      case POST_ORDERS_LINES -> postOrdersLines(request, response);
      case POST_ORDERS_NOTES -> postOrdersNotes(request, response);
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

  private void getOrders(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_LIMIT_TO_PRICE);
    int limit = QUERY_LIMIT.toInt(query.first(0));
    String sku = QUERY_SKU.nullable(Conversion.STRING, query.first(1));
    List<Long> ids = QUERY_IDS.list(Conversion.LONG, query, 2);
    Optional<BigDecimal> price = QUERY_PRICE.optional(Conversion.BIG_DECIMAL, query.first(3));
    Violations found = null;
    if (!Constraints.atLeast(limit, 1)) {
      found = Violations.parameter(found, "query", "limit", "must be at least 1");
    }
    if (!Constraints.atMost(limit, 100)) {
      found = Violations.parameter(found, "query", "limit", "must be at most 100");
    }
    if (sku != null && !ApiRouterChecks.SKU_PATTERN.test(sku)) {
      found = Violations.parameter(found, "query", "sku", "must match [A-Z]{3}-[0-9]+");
    }
    int before = Violations.count(found);
    int index = 0;
    for (Long element : ids) {
      int before2 = Violations.count(found);
      if (!Constraints.greaterThan(element, 0)) {
        found = Violations.add(found, "", "must be greater than 0");
      }
      Violations.within(found, before2, "", index++);
    }
    Violations.ofParameter(found, before, "query", "ids");
    if (price.isPresent()) {
      BigDecimal content = price.get();
      if (!Constraints.atLeast(content, ApiRouterChecks.DECIMAL_0_05)) {
        found = Violations.parameter(found, "query", "price", "must be at least 0.05");
      }
    }
    Violations.refuse(found);
    var result = HttpException.found(orders.list(limit, sku, ids, price));
    Results.writeText(response, result);
  }

  private void getOrdersBaskets(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_BASKET);
    Orders.Basket basket = QUERY_BASKET.to(BASKET_CONVERSION, query.first(0));
    Violations found = null;
    int before = Violations.count(found);
    found = ApiRouterChecks.basket(found, basket, 0);
    Violations.ofParameter(found, before, "query", "basket");
    Violations.refuse(found);
    var result = HttpException.found(orders.basket(basket));
    Results.writeText(response, result);
  }

  private void getOrdersDays(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_FROM_TO);
    LocalDate from = QUERY_FROM.to(Conversion.LOCAL_DATE, query.first(0));
    LocalDate to = QUERY_TO.to(Conversion.LOCAL_DATE, query.first(1));
    Violations found = null;
    if (!Constraints.past(from)) {
      found = Violations.parameter(found, "query", "from", "must be in the past");
    }
    Violations.refuse(found);
    Orders.Days days;
    try {
      days = new Orders.Days(from, to);
    } catch (Exception refusal) {
      throw Parameter.refused(refusal, "from", "to");
    }
    int before = Violations.count(found);
    boolean ordered = days.isOrdered();
    if (!ordered) {
      found = Violations.add(found, "", "must be in order");
    }
    Violations.ofParameters(found, before, "from", "to");
    Violations.refuse(found);
    var result = HttpException.found(orders.days(days));
    Results.writeText(response, result);
  }

  private void postOrdersLines(Request request, Response response) throws Exception {
    MissingMembers missing = MissingMembers.of(request);
    Orders.Line line = json.line.read(request, missing);
    Violations found = null;
    found = missing.check(found, line, ApiRouterChecks::line);
    Violations.refuse(found);
    var result = HttpException.found(orders.line(line));
    Results.writeText(response, result);
  }

  private void postOrdersNotes(Request request, Response response) throws Exception {
    String note = Bodies.readString(request);
    Violations found = null;
    if (!Constraints.sizeBetween(note.length(), 0, 1000)) {
      found = Violations.add(found, "", "must have at most 1000 characters");
    }
    Violations.refuse(found);
    var result = HttpException.found(orders.note(note));
    Results.writeText(response, result);
  }
}
