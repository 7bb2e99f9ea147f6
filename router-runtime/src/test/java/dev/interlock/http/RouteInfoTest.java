package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteInfoTest {
    private static final RouteInfo PLAIN = RouteInfo.of(7, "GET", "/v1/orders/{id}", "shop.Orders.find");

    @Test
    void hasNoBodyOrLimitByDefault() {
        assertThat(PLAIN.number()).isEqualTo(7);
        assertThat(PLAIN.method()).isEqualTo("GET");
        assertThat(PLAIN.template()).isEqualTo("/v1/orders/{id}");
        assertThat(PLAIN.handler()).isEqualTo("shop.Orders.find");
        assertThat(PLAIN.status()).isEqualTo(200);
        assertThat(PLAIN.maxBody()).isEqualTo(RouteInfo.SERVER_LIMIT);
        assertThat(PLAIN.consumes()).isEmpty();
        assertThat(PLAIN.produces()).isEmpty();
        assertThat(PLAIN.toString()).isEqualTo("GET /v1/orders/{id}");
    }

    @Test
    void eachMethodChangesOneProperty() {
        RouteInfo route = PLAIN.consumes("text/*")
                .produces(List.of("text/plain"))
                .maxBody(10)
                .status(201);
        assertThat(route.number()).isEqualTo(7);
        assertThat(route.consumes()).containsExactly("text/*");
        assertThat(route.produces()).containsExactly("text/plain");
        assertThat(route.maxBody()).isEqualTo(10);
        assertThat(route.status()).isEqualTo(201);
        assertThat(PLAIN.status()).isEqualTo(200);
    }

    @Test
    void rejectsNegativeLimit() {
        assertThrows(IllegalArgumentException.class, () -> PLAIN.maxBody(-1));
        assertThat(PLAIN.maxBody(0).maxBody()).isEqualTo(0);
    }

    @Test
    void namesProducedTypesWithoutParameters() {
        RouteInfo route = RouteInfo.of(0, "GET", "/", "t.T.m").produces("Text/CSV;charset=utf-8", "image/*");
        assertThat(route.produces()).containsExactly("text/csv", "image/*").inOrder();
        assertThat(route.contentTypes())
                .containsExactly("Text/CSV;charset=utf-8", "image/*")
                .inOrder();
    }

    @Test
    void rejectsControlCharacterInParameter() {
        RouteInfo route = RouteInfo.of(0, "GET", "/", "t.T.m");
        assertThrows(IllegalArgumentException.class, () -> route.produces("text/csv;a=\n"));
    }
}
