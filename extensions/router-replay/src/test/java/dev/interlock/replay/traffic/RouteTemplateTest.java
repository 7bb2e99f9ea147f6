package dev.interlock.replay.traffic;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class RouteTemplateTest {
    @Test
    void replacesIds() {
        assertThat(RouteTemplate.of("GET", "/v1/orders/17?page=2")).isEqualTo("GET /v1/orders/{id}");
        assertThat(RouteTemplate.of("GET", "/products/A1/image.png")).isEqualTo("GET /products/{id}/image.png");
        assertThat(RouteTemplate.of("PUT", "/")).isEqualTo("PUT /");
        assertThat(RouteTemplate.of("GET", "/a".repeat(100))).isEqualTo("GET " + "/a".repeat(10) + "/{id}");
    }
}
