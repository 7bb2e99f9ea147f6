package dev.interlock.example.shop.site;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.RunningShop;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.TestResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SiteControllerTest {
    private final RunningShop shop = new RunningShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void greets() {
        TestResponse response = shop.get("/plaintext");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("Hello, World!");
        assertThat(response.header("content-type")).startsWith("text/plain");
        assertThat(response.header("content-length")).isEqualTo("13");
    }

    @Test
    void probesAnswer() {
        assertThat(shop.get("/health").text()).isEqualTo("UP");
        assertThat(shop.get("/ready").text()).isEqualTo("READY");
    }

    @Test
    void stoppingServerIsNotReady() {
        shop.readiness().set(false);

        TestResponse response = shop.get("/ready");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.text()).isEqualTo("NOT READY");
        assertThat(shop.get("/health").status()).isEqualTo(200);
    }

    @Test
    void probesAnswerUnderAnyLoad() {
        assertThat(shop.routes().stream().filter(RouteInfo::essential).map(RouteInfo::template))
                .containsExactly("/health", "/ready");
    }

    @Test
    void servesPagesOfAnyDepth() {
        assertThat(shop.get("/docs/").text())
                .isEqualTo(shop.get("/docs/index.md").text());
        TestResponse guide = shop.get("/docs/guides/ordering.md");

        assertThat(guide.text()).startsWith("# Ordering");
        assertThat(guide.header("content-type")).isEqualTo("text/markdown;charset=utf-8");
    }

    @Test
    void servesCompressedGuide() throws IOException {
        TestResponse plain = shop.client().get("/docs/guides/errors.md").send();
        TestResponse small = shop.client()
                .get("/docs/guides/errors.md")
                .header("accept-encoding", "gzip")
                .send();

        small.assertThat().hasStatus(200).hasHeader("content-encoding", "gzip").hasHeaders("vary", "accept-encoding");
        assertThat(small.bytes()).isEqualTo(resource("/docs/guides/errors.md.gz"));
        plain.assertThat().hasStatus(200).hasNoHeader("content-encoding").hasHeader("vary");
        assertThat(plain.bytes()).isEqualTo(resource("/docs/guides/errors.md"));
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(small.bytes()))) {
            // After a change of the guide, compress it again: gzip -9nkf errors.md
            assertThat(text.readAllBytes()).isEqualTo(plain.bytes());
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(SiteControllerTest.class.getResourceAsStream(name))) {
            return file.readAllBytes();
        }
    }

    @Test
    void unknownPageIsNotFound() {
        for (String path :
                new String[] {"/docs/none.md", "/docs//index.md", "/docs/guides", "/docs/guides%2Fordering"}) {
            TestResponse response = shop.get(path);
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void rejectsDotSegments() {
        for (String path : new String[] {"/docs/../index.md", "/docs/%2e%2e/secret", "/docs/guides/%00"}) {
            assertThat(shop.get(path).status()).isEqualTo(400);
        }
    }
}
