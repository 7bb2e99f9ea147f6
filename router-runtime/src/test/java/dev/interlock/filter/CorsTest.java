package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import dev.interlock.testing.TestRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS protocol (Fetch standard, section 3.3). */
final class CorsTest {
    private static final String SHOP = "https://shop.example";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
    private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String MAX_AGE = "Access-Control-Max-Age";

    private static final AtomicInteger OPTIONS_HANDLED = new AtomicInteger();

    @RegisterExtension
    static final RunningServer SERVER =
            RunningServer.of(() -> router(Cors.origins(SHOP, "https://*.partner.example:8443", "http://localhost:3000")
                    .exposedHeaders("x-total", "etag")
                    .credentials()));

    private static FilteredRouter router(Cors cors) {
        return FilteredRouter.with(cors)
                .get("/orders", (request, response) -> Results.writeText(response, "orders"))
                .post("/orders", (request, response) -> Results.writeText(response, "made"), route -> route)
                .get("/bug", (request, response) -> {
                    throw new IllegalStateException("a secret");
                })
                .route(
                        "OPTIONS",
                        "/options",
                        (request, response) -> {
                            OPTIONS_HANDLED.incrementAndGet();
                            Results.writeText(response, "options");
                        },
                        route -> route)
                .route("DELETE", "/options", (request, response) -> response.status(204), route -> route)
                .router();
    }

    private static TestRequest preflight(TestClient client, String path, String origin, String method) {
        return client.options(path).header("Origin", origin).header("Access-Control-Request-Method", method);
    }

    @Test
    void allowsOrigin(TestClient client) {
        client.get("/orders")
                .header("Origin", SHOP)
                .send()
                .assertThat()
                .hasBody("orders")
                .hasHeaders(ALLOW_ORIGIN, SHOP)
                .hasHeaders(CREDENTIALS, "true")
                .hasHeaders(EXPOSE, "x-total, etag")
                .hasHeaders("Vary", "origin")
                .hasNoHeader(ALLOW_METHODS)
                .hasNoHeader(MAX_AGE);
    }

    @Test
    void allowsOriginToReadFailures(TestClient client) {
        client.get("/bug")
                .header("Origin", SHOP)
                .send()
                .assertThat()
                .hasStatus(500)
                .hasHeaders(ALLOW_ORIGIN, SHOP);
        client.get("/nowhere")
                .header("Origin", SHOP)
                .send()
                .assertThat()
                .hasStatus(404)
                .hasHeaders(ALLOW_ORIGIN, SHOP);
        client.delete("/orders")
                .header("Origin", SHOP)
                .send()
                .assertThat()
                .hasStatus(405)
                .hasHeaders(ALLOW_ORIGIN, SHOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://shop.example.evil.example",
                "http://shop.example",
                "https://shop.example:444",
                "https://SHOP.example",
                "https://partner.example:8443",
                "https://.partner.example:8443",
                "https://a.partner.example",
                "https://a.partner.example:8443.evil.example",
                "https://evil.example:1@x.partner.example:8443",
                "https://evil.example/.partner.example:8443",
                "https://evilpartner.example:8443",
                "https://a..partner.example:8443",
                "null",
                "",
            })
    void otherOriginsGetNoFields(String origin, TestClient client) {
        client.get("/orders")
                .header("Origin", origin)
                .send()
                .assertThat()
                .hasBody("orders")
                .hasHeaders("Vary", "origin")
                .hasNoHeader(ALLOW_ORIGIN)
                .hasNoHeader(CREDENTIALS)
                .hasNoHeader(EXPOSE);
        preflight(client, "/orders", origin, "POST")
                .send()
                .assertThat()
                .hasStatus(204)
                .hasHeaders("Vary", "origin")
                .hasNoHeader(ALLOW_ORIGIN)
                .hasNoHeader(ALLOW_METHODS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.partner.example:8443",
                "https://a-1.b.partner.example:8443",
                "http://localhost:3000",
            })
    void matchesWildcardOrigins(String origin, TestClient client) {
        client.get("/orders").header("Origin", origin).send().assertThat().hasHeaders(ALLOW_ORIGIN, origin);
    }

    @Test
    void variesByOriginWithoutOrigin(TestClient client) {
        client.get("/orders").send().assertThat().hasHeaders("Vary", "origin").hasNoHeader(ALLOW_ORIGIN);
    }

    @Test
    void preflightListsMethodsOfPath(TestClient client) {
        preflight(client, "/orders", SHOP, "POST")
                .header("Access-Control-Request-Headers", "content-type,x-a")
                .send()
                .assertThat()
                .hasStatus(204)
                .hasNoBody()
                .hasHeaders(ALLOW_ORIGIN, SHOP)
                .hasHeaders(ALLOW_METHODS, "GET, HEAD, POST, OPTIONS")
                .hasHeaders(ALLOW_HEADERS, "content-type,x-a")
                .hasHeaders(CREDENTIALS, "true")
                .hasHeaders(MAX_AGE, "1800")
                .hasHeaders("Vary", "origin")
                .hasNoHeader(EXPOSE);
    }

    @Test
    void preflightCallsNoHandler(TestClient client) {
        int before = OPTIONS_HANDLED.get();
        preflight(client, "/options", SHOP, "DELETE")
                .send()
                .assertThat()
                .hasStatus(204)
                .hasNoBody()
                .hasHeaders(ALLOW_METHODS, "DELETE, OPTIONS");
        assertThat(OPTIONS_HANDLED.get()).isEqualTo(before);
        client.options("/options").header("Origin", SHOP).send().assertThat().hasBody("options");
        assertThat(OPTIONS_HANDLED.get()).isEqualTo(before + 1);
    }

    @Test
    void preflightForUnknownPathIs404(TestClient client) {
        preflight(client, "/nowhere", SHOP, "GET").send().assertThat().hasStatus(404);
    }

    @Test
    void doesNotRepeatMalformedList(TestClient client) {
        preflight(client, "/orders", SHOP, "POST")
                .header("Access-Control-Request-Headers", "a: b")
                .send()
                .assertThat()
                .hasNoHeader(ALLOW_HEADERS);
        preflight(client, "/orders", SHOP, "POST")
                .header("Access-Control-Request-Headers", "x".repeat(1025))
                .send()
                .assertThat()
                .hasNoHeader(ALLOW_HEADERS);
    }

    @Test
    void malformedRequestGetsNoFields(TestClient client) {
        try (TestConnection connection = client.connect()) {
            connection
                    .send("GET /orders HTTP/1.1\r\nOrigin: https://shop.example\r\nHost : a\r\n\r\n")
                    .receive()
                    .assertThat()
                    .hasStatus(400)
                    .hasNoHeader(ALLOW_ORIGIN);
        }
    }

    @Test
    void allowsAnyOrigin() {
        TestClient client = TestClient.of(router(Cors.anyOrigin()));
        client.get("/orders")
                .header("Origin", "https://any.example")
                .send()
                .assertThat()
                .hasHeaders(ALLOW_ORIGIN, "*")
                .hasNoHeader(CREDENTIALS)
                .hasNoHeader("Vary");
        client.get("/orders").send().assertThat().hasNoHeader(ALLOW_ORIGIN);
        preflight(client, "/orders", "null", "GET").send().assertThat().hasHeaders(ALLOW_ORIGIN, "*");
    }

    @Test
    void changesMethodsFieldsAndAge() {
        TestClient client = TestClient.of(router(Cors.origins(SHOP)
                .methods("GET", "PUT")
                .headers("content-type", "authorization")
                .maxAge(Duration.ofSeconds(5))));
        preflight(client, "/orders", SHOP, "GET")
                .header("Access-Control-Request-Headers", "x-other")
                .send()
                .assertThat()
                .hasHeaders(ALLOW_METHODS, "GET")
                .hasHeaders(ALLOW_HEADERS, "content-type, authorization")
                .hasHeaders(MAX_AGE, "5")
                .hasNoHeader(CREDENTIALS);
    }

    @Test
    void addsFieldsOfLaterCalls() {
        TestClient client = TestClient.of(router(Cors.origins(List.of(SHOP))
                .headers("content-type")
                .headers("authorization", "x-a")
                .exposedHeaders("etag")
                .exposedHeaders("x-total")));
        preflight(client, "/orders", SHOP, "GET")
                .send()
                .assertThat()
                .hasHeaders(ALLOW_HEADERS, "content-type, authorization, x-a");
        client.get("/orders").header("Origin", SHOP).send().assertThat().hasHeaders(EXPOSE, "etag, x-total");
    }

    @Test
    void settingsReturnCopies() {
        Cors plain = Cors.origins(SHOP);
        plain.methods("GET").headers("x-a").exposedHeaders("x-b").credentials().maxAge(Duration.ZERO);
        TestClient client = TestClient.of(router(plain));
        preflight(client, "/orders", SHOP, "GET")
                .header("Access-Control-Request-Headers", "x-other")
                .send()
                .assertThat()
                .hasHeaders(ALLOW_METHODS, "GET, HEAD, POST, OPTIONS")
                .hasHeaders(ALLOW_HEADERS, "x-other")
                .hasHeaders(MAX_AGE, "1800")
                .hasNoHeader(CREDENTIALS);
        client.get("/orders").header("Origin", SHOP).send().assertThat().hasNoHeader(EXPOSE);
    }

    @Test
    void rejectsCredentialsForAnyOrigin() {
        Cors any = Cors.anyOrigin();
        assertThat(assertThrows(IllegalStateException.class, any::credentials))
                .hasMessageThat()
                .contains("every origin is allowed to send credentials");
    }

    @Test
    void requiresOrigins() {
        assertThat(assertThrows(IllegalArgumentException.class, () -> Cors.origins(List.of())))
                .hasMessageThat()
                .isEqualTo("No origin is allowed. Tip: name an origin, or call anyOrigin()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "https://shop.example/",
                "https://shop.example:443",
                "http://shop.example:80",
                "https://Shop.example",
                "https://user@shop.example",
                "https://*",
                "https://*shop.example",
                "*",
                "null",
                "https://a.*.example",
                "https://shop.example?x",
            })
    void rejectsMalformedOrigin(String origin) {
        assertThrows(IllegalArgumentException.class, () -> Cors.origins(origin));
        assertThrows(IllegalArgumentException.class, () -> Cors.origins(SHOP, origin));
    }

    @Test
    void rejectsNegativeAge() {
        assertThrows(IllegalArgumentException.class, () -> Cors.anyOrigin().maxAge(Duration.ofSeconds(-1)));
    }
}
