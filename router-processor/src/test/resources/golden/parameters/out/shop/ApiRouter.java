package shop;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.Parts;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.annotation.processing.Generated;

/**
 * Dispatch, binding and calls of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class ApiRouter extends Router {
  /**
   * {@code POST /form} is {@link Everything#form(String, short, Response)}.
   */
  private static final int POST_FORM = 0;

  /**
   * {@code GET /search} is {@link Everything#search(int, Optional, List, Set, long[], String, Instant, OptionalInt)}.
   */
  private static final int GET_SEARCH = 1;

  /**
   * {@code PUT /text} is {@link Everything#text(String, String, Optional, Request)}.
   */
  private static final int PUT_TEXT = 2;

  /**
   * {@code POST /upload} is {@link Everything#upload(BodyPart, List, Everything.Sku)}.
   */
  private static final int POST_UPLOAD = 3;

  private static final Conversion<Everything.Sort> SORT_CONVERSION = Conversion.ofEnum(Everything.Sort.class);

  private static final Conversion<Everything.Sku> SKU_CONVERSION = Conversion.of("a Sku", Everything.Sku::parse);

  private static final FieldNames FORM_OF_NAME_COUNT = FieldNames.of("name", "count");

  private static final Parameter FORM_NAME = Parameter.form("name");

  private static final Parameter FORM_COUNT = Parameter.form("count").orElse("1");

  private static final FieldNames QUERY_OF_LIMIT_TO_IDS = FieldNames.of("limit", "sort", "q", "tags", "ids");

  private static final FieldNames HEADERS_OF_REQUEST_ID_IF_MODIFIED_SINCE = FieldNames.ofHeaders("request-id", "if-modified-since");

  private static final FieldNames COOKIES_OF_SESSION = FieldNames.of("session");

  private static final Parameter QUERY_LIMIT = Parameter.query("limit").orElse("20");

  private static final Parameter QUERY_SORT = Parameter.query("sort");

  private static final Parameter QUERY_Q = Parameter.query("q");

  private static final Parameter QUERY_TAGS = Parameter.query("tags");

  private static final Parameter QUERY_IDS = Parameter.query("ids");

  private static final Parameter HEADER_REQUEST_ID = Parameter.header("request-id");

  private static final Parameter HEADER_IF_MODIFIED_SINCE = Parameter.header("if-modified-since");

  private static final Parameter COOKIE_SESSION = Parameter.cookie("session");

  private static final FieldNames PARTS_OF_FILE_MORE_SKU = FieldNames.of("file", "more", "sku");

  private static final Parameter PART_FILE = Parameter.part("file");

  private static final Parameter PART_SKU = Parameter.part("sku");

  private static final DispatchTable DISPATCH = DispatchTable.parse(
      """
      table 7 1
      route /form
      route /search
      route /text
      route /upload
      node 0 0 0 0 - search|search=r1
      node 0 0 1 1 - form|form=r0 upload|upload=r3
      node 0 0 0 0 - text|text=r2
      row - n0 -
      row - - -
      row - n1 -
      row - n2 -
      row - r2 -
      row - r1 -
      row - r0 -
      row - r3 -
      lead %2F 1 2 84
      class * 0 1 2 3 1 1 1
      class * 1 1 1 1 1 1 1
      class text 1 1 1 4 1 1 1
      class search 5 1 1 1 1 1 1
      class form 1 1 6 1 1 1 1
      class upload 1 1 7 1 1 1 1
      class * 1 1 1 1 1 1 1
      """);

  private static final List<RouteInfo> ROUTES = List.of(
      RouteInfo.of(POST_FORM, "POST", "/form", "shop.Everything.form")
          .consumes(Bodies.FORM),
      RouteInfo.of(GET_SEARCH, "GET", "/search", "shop.Everything.search")
          .produces(Results.TEXT),
      RouteInfo.of(PUT_TEXT, "PUT", "/text", "shop.Everything.text")
          .consumes(Bodies.TEXT)
          .produces(Results.TEXT),
      RouteInfo.of(POST_UPLOAD, "POST", "/upload", "shop.Everything.upload")
          .consumes(Bodies.MULTIPART)
          .status(204));

  private final Everything everything;

  private ApiRouter(Everything everything) {
    super(TrailingSlash.STRICT, ROUTES);
    this.everything = everything;
  }

  /**
   * Returns a router that calls these instances. Several threads may call them at the same time.
   */
  public static ApiRouter of(Everything everything) {
    return new ApiRouter(
        Objects.requireNonNull(everything, "everything is null"));
  }

  @Override
  public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
    return DISPATCH.match(method, bytes, from, to, path);
  }

  @Override
  public void handle(int route, Request request, Response response) throws Exception {
    switch (route) {
      case POST_FORM -> postForm(request, response);
      case GET_SEARCH -> getSearch(request, response);
      case PUT_TEXT -> putText(request, response);
      case POST_UPLOAD -> postUpload(request, response);
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

  private void postForm(Request request, Response response) throws Exception {
    Fields form = request.form(FORM_OF_NAME_COUNT);
    String name = FORM_NAME.to(Conversion.STRING, form.first(0));
    short count = FORM_COUNT.toShort(form.first(1));
    everything.form(name, count, response);
  }

  private void getSearch(Request request, Response response) throws Exception {
    Fields query = request.query(QUERY_OF_LIMIT_TO_IDS);
    Fields headers = request.headers(HEADERS_OF_REQUEST_ID_IF_MODIFIED_SINCE);
    Fields cookies = request.cookies(COOKIES_OF_SESSION);
    int limit = QUERY_LIMIT.toInt(query.first(0));
    Optional<Everything.Sort> sort = QUERY_SORT.optional(SORT_CONVERSION, query.first(1));
    List<Everything.Sku> skus = QUERY_Q.list(SKU_CONVERSION, query, 2);
    Set<String> tags = QUERY_TAGS.set(Conversion.STRING, query, 3);
    long[] ids = (long[]) QUERY_IDS.primitiveArray(Conversion.LONG, query, 4, long.class);
    String requestId = HEADER_REQUEST_ID.to(Conversion.STRING, headers.first(0));
    Instant since = HEADER_IF_MODIFIED_SINCE.nullable(Conversion.INSTANT, headers.first(1));
    OptionalInt session = COOKIE_SESSION.optionalInt(cookies.first(0));
    var result = HttpException.found(everything.search(limit, sort, skus, tags, ids, requestId, since, session));
    Results.writeText(response, result);
  }

  private void putText(Request request, Response response) throws Exception {
    String text = Bodies.readString(request);
    String user = Objects.requireNonNull(request.attribute("user", String.class), "no filter set the attribute 'user'");
    @SuppressWarnings("unchecked")
    Optional<List<String>> roles = Optional.ofNullable((List<String>) request.attribute("roles", List.class));
    var result = HttpException.found(everything.text(text, user, roles, request));
    Results.writeText(response, result);
  }

  private void postUpload(Request request, Response response) throws Exception {
    Parts parts = request.parts(PARTS_OF_FILE_MORE_SKU);
    Fields partTexts = parts.contents();
    BodyPart file = PART_FILE.required(parts.first(0));
    List<BodyPart> more = parts.all(1);
    Everything.Sku sku = PART_SKU.to(SKU_CONVERSION, partTexts.first(2));
    response.status(204);
    everything.upload(file, more, sku);
  }
}
