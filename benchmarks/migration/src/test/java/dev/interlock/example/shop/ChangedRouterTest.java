package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.users.Passwords;
import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Each build has its own changes and no others. */
final class ChangedRouterTest {
    private static final String PRICE = "/v1/catalog/products/1/price";
    private static final String PRODUCT = "/v1/catalog/products/1";
    private static final String CATEGORIES = "/v1/catalog/categories";
    private static final String STATUS = "/v1/orders/1/status";

    private static Router shop() {
        InMemoryStores stores = new InMemoryStores();
        SampleData.standard().fill(stores.users(), stores.products(), Clock.systemUTC());
        return Shop.router(stores, Passwords.standard(), Clock.systemUTC(), new Readiness());
    }

    private static TestClient build(Fault fault) {
        return TestClient.of(new ChangedRouter(shop(), fault));
    }

    private static TestResponse get(TestClient client, String path) {
        return client.request("GET", path).accept("application/json, */*;q=0.5").send();
    }

    private static TestResponse price(TestClient client, String accepted) {
        return client.request("GET", PRICE).accept(accepted).send();
    }

    @Test
    void changesOnPurpose() {
        try (TestClient old = TestClient.of(shop());
                TestClient changed = build(Fault.NONE)) {
            assertThat(get(old, PRICE).text()).contains("2490");
            assertThat(get(changed, PRICE).text()).contains("2963");
            assertThat(price(changed, "text/plain").text()).isEqualTo("2963");
            assertThat(get(old, CATEGORIES).header("cache-control")).isNull();
            assertThat(get(changed, CATEGORIES).header("cache-control")).isEqualTo("max-age=60");
            assertThat(get(changed, PRODUCT).header("etag"))
                    .isEqualTo(get(old, PRODUCT).header("etag"));
            assertThat(get(changed, PRODUCT).text()).isEqualTo(get(old, PRODUCT).text());
        }
    }

    @Test
    void losesHeader() {
        try (TestClient changed = build(Fault.LOSES_HEADER)) {
            assertThat(get(changed, PRODUCT).status()).isEqualTo(200);
            assertThat(get(changed, PRODUCT).header("etag")).isNull();
        }
    }

    /** Without a token the status is 401, unless the fault comes first. */
    @Test
    void failsOnceInTwoHundredRequests() {
        try (TestClient changed = build(Fault.FAILS)) {
            int failed = 0;
            for (int i = 0; i < 400; i++) {
                failed += get(changed, STATUS).status() == 500 ? 1 : 0;
            }
            assertThat(failed).isEqualTo(2);
        }
    }
}
