package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.DatabaseUrl;
import dev.interlock.example.shop.testing.TestClock;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.http.Readiness;
import dev.interlock.testing.TestClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database stops and restarts. */
@Tag("heavy")
@Timeout(300)
final class DatabaseOutageTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private EmbeddedPostgres postgres(int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Test
    void shopRespondsWithoutDatabase() throws Exception {
        EmbeddedPostgres postgres = postgres(0);
        int port = postgres.getPort();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        TestClock clock = new TestClock();
        try (PostgresStores stores = new PostgresStores(Database.open(DatabaseUrl.parse(url), 2))) {
            stores.fill(SampleData.standard(), clock);
            try (TestClient client = TestClient.of(Shop.router(stores, new Passwords(1), clock, new Readiness()))) {
                postgres.close();

                // Routes that need the database respond 503 with Retry-After. The catalog is in memory.
                client.get("/v1/catalog/products/1/reviews")
                        .send()
                        .assertThat()
                        .isProblem(503)
                        .withTitle("Temporarily unavailable");
                client.get("/v1/catalog/products/1/reviews").send().assertThat().hasHeader("retry-after", "1");
                client.get("/v1/catalog/products/1/price").send().assertThat().hasStatus(200);

                try (EmbeddedPostgres again = postgres(port)) {
                    assertThat(again.getPort()).isEqualTo(port);
                    await(client, "/v1/catalog/products/1/reviews");
                    assertThat(stores.database().problem()).isNull();
                }
            }
        }
    }

    private static void await(TestClient client, String path) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (client.get(path).send().status() != 200) {
            assertThat(System.nanoTime() - deadline).isLessThan(0);
        }
    }
}
