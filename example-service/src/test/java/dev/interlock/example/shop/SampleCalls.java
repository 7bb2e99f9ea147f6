package dev.interlock.example.shop;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contains one successful call for each route. Each call needs its own shop, because it relies on
 * prepared state.
 */
final class SampleCalls {
    private static final ByteString JPEG = ByteString.fromHex("FFD8FFD9");
    private static final String RANGE = "?from=2026-03-01&to=2026-03-31";

    private final Map<String, Call> calls = new TreeMap<>();
    private final Map<String, Message> bodies = new TreeMap<>();
    private final RunningShop shop;
    private final String token;

    private SampleCalls(RunningShop shop) {
        this.shop = shop;
        this.token = shop.admin();
    }

    static SampleCalls of(RunningShop shop) {
        SampleCalls samples = new SampleCalls(shop);
        samples.site();
        samples.auth();
        samples.users();
        samples.catalog();
        samples.images();
        samples.reviews();
        samples.carts();
        samples.ordersAndPayments();
        samples.analytics();
        return samples;
    }

    /** Returns all routes with a call, each as method and template: {@code GET /v1/orders/{id}}. */
    Set<String> routes() {
        return calls.keySet();
    }

    Call get(String route) {
        return Objects.requireNonNull(calls.get(route), route);
    }

    /** Returns the message in the body of a call, or null if its body is none. */
    @Nullable
    Message body(String route) {
        return bodies.get(route);
    }

    private void site() {
        add("GET /health", "/health");
        add("GET /ready", "/ready");
        add("GET /plaintext", "/plaintext");
        add("GET /docs/{*page}", "/docs/guides/ordering.md");
    }

    private void auth() {
        add(
                "POST /v1/auth/login",
                "/v1/auth/login",
                ShopProto.LoginRequest.newBuilder()
                        .setEmail("ada@example.com")
                        .setPassword("correct horse")
                        .build());
        String cookie = Objects.requireNonNull(
                shop.expect(200, Call.login("ada@example.com", "correct horse")).header("set-cookie"));
        calls.put(
                "POST /v1/auth/refresh", Call.of("POST", "/v1/auth/refresh").header("cookie", cookie.split(";", 2)[0]));
        add("POST /v1/auth/logout", "/v1/auth/logout");
        add("GET /v1/auth/session", "/v1/auth/session");
        add("DELETE /v1/auth/sessions", "/v1/auth/sessions");
        add(
                "PUT /v1/auth/password",
                "/v1/auth/password",
                ShopProto.PasswordChange.newBuilder()
                        .setCurrent("battery staple")
                        .setReplacement("long enough")
                        .build());
    }

    private void users() {
        add("GET /v1/users", "/v1/users?role=CUSTOMER&offset=0&limit=20");
        add(
                "POST /v1/users",
                "/v1/users",
                ShopProto.NewUser.newBuilder()
                        .setEmail("bob@example.com")
                        .setName("Bob")
                        .setPassword("long enough")
                        .build());
        add("GET /v1/users/me", "/v1/users/me");
        add("GET /v1/users/{id}", "/v1/users/1");
        add(
                "PATCH /v1/users/{id}",
                "/v1/users/1",
                ShopProto.UserPatch.newBuilder().setName("Ada L.").build());
        add("DELETE /v1/users/{id}", "/v1/users/1");
        add("GET /v1/users/{id}/addresses", "/v1/users/1/addresses");
        add("POST /v1/users/{id}/addresses", "/v1/users/1/addresses", address());
        String added = first(Call.of("POST", "/v1/users/1/addresses").message(address()))
                .message(ShopProto.Address.parser())
                .getId();
        add("DELETE /v1/users/{id}/addresses/{addressId}", "/v1/users/1/addresses/" + added);
        add("GET /v1/users/{id}/addresses/{addressId}", "/v1/users/1/addresses/" + added);
    }

    private void catalog() {
        String products = "/v1/catalog/products";
        add("GET " + products, products + "?category=BOOKS&sort=PRICE&offset=0&limit=20");
        add("POST " + products, products, product("NEW-0001"));
        add("GET /v1/catalog/products/{id}", products + "/1");
        add("GET /v1/catalog/products/{sku:[A-Z]{3}-[0-9]{4}}", products + "/BOK-0001");
        add("PUT /v1/catalog/products/{id}", products + "/1", product("NEW-0002"));
        add("DELETE /v1/catalog/products/{id}", products + "/1");
        add("GET /v1/catalog/products/{id}/price", products + "/1/price?quantity=2");
        add("GET /v1/catalog/products/{id}/stock", products + "/1/stock");
        add("PUT /v1/catalog/products/{id}/stock", products + "/1/stock?units=5");
        add("GET /v1/catalog/categories", "/v1/catalog/categories");
        add(
                "GET /v1/catalog/categories/{category}/products",
                "/v1/catalog/categories/BOOKS/products?offset=0&limit=20");
        add(
                "GET /v1/catalog/search",
                "/v1/catalog/search?q=mug&category=KITCHEN&tag=steel&minPrice=1&maxPrice=9000&offset=0&limit=20");
    }

    private void images() {
        String image = "/v1/catalog/images/BOK-0001.jpg";
        add("GET /v1/catalog/images/{name}.jpg", image);
        calls.put(
                "PUT /v1/catalog/images/{name}.jpg",
                Call.of("PUT", image).as(token).body("image/jpeg", JPEG));
        Multipart form =
                Multipart.of().field("name", "sample").file("image", "sample.jpg", "image/jpeg", JPEG.toByteArray());
        calls.put(
                "POST /v1/catalog/images",
                Call.of("POST", "/v1/catalog/images")
                        .as(token)
                        .body(form.contentType(), ByteString.copyFrom(form.bytes())));
    }

    private void reviews() {
        String reviews = "/v1/catalog/products/2/reviews";
        ShopProto.NewReview review =
                ShopProto.NewReview.newBuilder().setStars(4).setText("Good").build();
        String customer = shop.customer();
        long id = shop.expect(201, Call.of("POST", reviews).message(review).as(customer))
                .message(ShopProto.Review.parser())
                .getId();
        add("GET /v1/catalog/products/{id}/reviews", reviews + "?offset=0&limit=20");
        add("POST /v1/catalog/products/{id}/reviews", reviews, review);
        add("GET /v1/catalog/reviews/{id}", "/v1/catalog/reviews/" + id);
        add("DELETE /v1/catalog/reviews/{id}", "/v1/catalog/reviews/" + id);
        add("GET /v1/catalog/reviews/export", "/v1/catalog/reviews/export");
    }

    private void carts() {
        String cart = "/v1/carts/"
                + first(Call.of("POST", "/v1/carts"))
                        .message(ShopProto.Cart.parser())
                        .getId();
        shop.expect(200, Call.of("PUT", cart + "/items/1").as(token));
        add("POST /v1/carts", "/v1/carts");
        add("GET /v1/carts/{id}", cart);
        add("DELETE /v1/carts/{id}", cart);
        add("GET /v1/carts/{id}/total", cart + "/total");
        add("PUT /v1/carts/{id}/items/{productId}", cart + "/items/1?quantity=2");
        add("DELETE /v1/carts/{id}/items/{productId}", cart + "/items/1");
        add("POST /v1/carts/{id}:checkout", cart + ":checkout?note=ring");
    }

    private void ordersAndPayments() {
        String fresh = place();
        String paid = place();
        String shipped = place();
        String authorized = authorize(fresh);
        String captured = pay(paid);
        pay(shipped);
        shop.expect(200, Call.of("POST", "/v1/orders/" + shipped + ":ship").as(token));

        add("POST /v1/orders", "/v1/orders", order());
        add("GET /v1/orders", "/v1/orders?status=NEW&from=2026-03-01&to=2026-03-31&offset=0&limit=20");
        add("GET /v1/orders/export", "/v1/orders/export");
        add("GET /v1/orders/{id}", "/v1/orders/" + fresh);
        add("GET /v1/orders/{id}/status", "/v1/orders/" + fresh + "/status");
        add("GET /v1/orders/{id}/lines", "/v1/orders/" + fresh + "/lines");
        add("POST /v1/orders/{id}:cancel", "/v1/orders/" + fresh + ":cancel");
        add("POST /v1/orders/{id}:ship", "/v1/orders/" + paid + ":ship");
        add("POST /v1/orders/{id}:deliver", "/v1/orders/" + shipped + ":deliver");
        add("POST /v1/payments", "/v1/payments", payment(fresh));
        calls.computeIfPresent("POST /v1/payments", (route, call) -> withKey(call));
        add("GET /v1/payments", "/v1/payments?order=" + fresh);
        add("GET /v1/payments/{id}", "/v1/payments/" + authorized);
        add("POST /v1/payments/{id}:capture", "/v1/payments/" + authorized + ":capture");
        add("POST /v1/payments/{id}:refund", "/v1/payments/" + captured + ":refund?amount=1");
    }

    private void analytics() {
        ShopProto.Event event = ShopProto.Event.newBuilder()
                .setKind(ShopProto.EventKind.SEARCH)
                .setAt(shop.clock().millis())
                .build();
        add(
                "POST /v1/analytics/events",
                "/v1/analytics/events",
                ShopProto.EventBatch.newBuilder().addEvents(event).build());
        add("GET /v1/analytics/events/{kind}/count", "/v1/analytics/events/SEARCH/count" + RANGE);
        add("GET /v1/analytics/reports/revenue", "/v1/analytics/reports/revenue" + RANGE);
        add(
                "GET /v1/analytics/reports/top-products/{month}",
                "/v1/analytics/reports/top-products/2026-03?offset=0&limit=20");
    }

    private void add(String route, String target) {
        calls.put(route, Call.of(route.split(" ", 2)[0], target).as(token));
    }

    private void add(String route, String target, Message body) {
        bodies.put(route, body);
        calls.put(route, Call.of(route.split(" ", 2)[0], target).as(token).message(body));
    }

    private TestResponse first(Call call) {
        return shop.expect(201, call.as(token));
    }

    private String place() {
        ShopProto.Order placed =
                first(Call.of("POST", "/v1/orders").message(order())).message(ShopProto.Order.parser());
        return Long.toString(placed.getId());
    }

    private String pay(String orderId) {
        String payment = authorize(orderId);
        shop.expect(200, Call.of("POST", "/v1/payments/" + payment + ":capture").as(token));
        return payment;
    }

    private String authorize(String orderId) {
        return shop.expect(201, authorization(orderId))
                .message(ShopProto.Payment.parser())
                .getId();
    }

    private Call authorization(String orderId) {
        return withKey(Call.of("POST", "/v1/payments").as(token)).message(payment(orderId));
    }

    private static Call withKey(Call call) {
        return call.header("idempotency-key", UUID.randomUUID().toString());
    }

    private static ShopProto.NewPayment payment(String orderId) {
        return ShopProto.NewPayment.newBuilder()
                .setOrderId(Long.parseLong(orderId))
                .setAmount(2_490)
                .build();
    }

    private static ShopProto.NewOrder order() {
        return ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                .build();
    }

    private static ShopProto.NewAddress address() {
        return ShopProto.NewAddress.newBuilder()
                .setStreet("Main Street 1")
                .setCity("Berlin")
                .setPostalCode("10115")
                .setCountry("DE")
                .build();
    }

    private static ShopProto.NewProduct product(String sku) {
        return ShopProto.NewProduct.newBuilder()
                .setSku(sku)
                .setName("Teapot")
                .setCategory(ShopProto.Category.KITCHEN)
                .setPrice(100)
                .setStock(5)
                .build();
    }
}
