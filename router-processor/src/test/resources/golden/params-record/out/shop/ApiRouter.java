package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
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
   * {@code GET /catalog/{shop}/items} is {@link Catalog#items(String, Catalog.Page)}.
   */
  private static final int GET_CATALOG_SHOP_ITEMS = 0;

  /**
   * {@code GET /catalog/{shop}/search} is {@link Catalog#search(Catalog.Search)}.
   */
  private static final int GET_CATALOG_SHOP_SEARCH = 1;

  private static final FieldNames QUERY_OF_OFFSET_LIMIT = FieldNames.of("offset", "limit");

  private static final Parameter PATH_SHOP = Parameter.path("shop");

  private static final Parameter QUERY_OFFSET = Parameter.query("offset").orElse("0");

  private static final Parameter QUERY_LIMIT = Parameter.query("limit").orElse("20");

  private static final FieldNames QUERY_OF_Q_TO_LIMIT = FieldNames.of("q", "color", "offset", "limit");

  private static final Parameter QUERY_Q = Parameter.query("q");

  private static final Parameter QUERY_COLOR = Parameter.query("color");

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 3
      route /catalog/{}/items
      route /catalog/{}/search
      node 0 2 1 1 - catalog|items=r0 catalog|search=r1
      node 2 2 1 1 - search|search=r1 items|items=r0
      row - - - n0 -
      row - - - - -
      row - - - n1 -
      lead %2F 1 0 0
      class * 0 1 1 1 1 1 1
      class * 1 1 1 1 1 1 1
      class catalog 2 1 1 1 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(GET_CATALOG_SHOP_ITEMS, "GET", "/catalog/{shop}/items", "shop.Catalog.items")
          .produces(Results.TEXT),
      RouteInfo.of(GET_CATALOG_SHOP_SEARCH, "GET", "/catalog/{shop}/search", "shop.Catalog.search")
          .produces(Results.TEXT));

  private final Catalog catalog;

  private ApiRouter(Catalog catalog) {
    super(TrailingSlash.STRICT, ROUTES);
    this.catalog = catalog;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Catalog catalog) {
    return new ApiRouter(
        Objects.requireNonNull(catalog, "catalog is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case GET_CATALOG_SHOP_ITEMS -> getCatalogShopItems(request, response);
      case GET_CATALOG_SHOP_SEARCH -> getCatalogShopSearch(request, response);
      default -> throw unknownRoute(route);
    }
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

  private void getCatalogShopItems(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_OFFSET_LIMIT);
    String shop = PATH_SHOP.to(Conversion.STRING, request.path().segment(1));
    int offset = QUERY_OFFSET.toInt(query.first(0));
    int limit = QUERY_LIMIT.toInt(query.first(1));
    Catalog.Page page;
    try {
      page = new Catalog.Page(offset, limit);
    } catch (Exception refusal) {
      throw Parameter.refused(refusal, "offset", "limit");
    }
    var result = HttpException.found(catalog.items(shop, page));
    Results.writeText(response, result);
  }

  private void getCatalogShopSearch(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_Q_TO_LIMIT);
    String shop = PATH_SHOP.to(Conversion.STRING, request.path().segment(1));
    String text = QUERY_Q.to(Conversion.STRING, query.first(0));
    Optional<String> color = QUERY_COLOR.optional(Conversion.STRING, query.first(1));
    int offset = QUERY_OFFSET.toInt(query.first(2));
    int limit = QUERY_LIMIT.toInt(query.first(3));
    Catalog.Page page;
    try {
      page = new Catalog.Page(offset, limit);
    } catch (Exception refusal) {
      throw Parameter.refused(refusal, "offset", "limit");
    }
    Catalog.Search search;
    try {
      search = new Catalog.Search(shop, text, color, page);
    } catch (Exception refusal2) {
      throw Parameter.refused(refusal2, "shop", "q", "color", "offset", "limit");
    }
    var result = HttpException.found(catalog.search(search));
    Results.writeText(response, result);
  }
}
