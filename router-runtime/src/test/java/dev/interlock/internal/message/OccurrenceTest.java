package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.RouteInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrenceTest {
    @ParameterizedTest
    @CsvSource({
        "/orders/7, /orders/7",
        "/orders/7?full=true, /orders/7",
        "/a%2Fb%zz, /a%2Fb%zz",
        "'/a\"<b>', /a%22%3Cb%3E",
        "/a\\b^{c|d}`, /a%5Cb%5E%7Bc%7Cd%7D%60",
        "/é, /%C3%A9",
        // A client that resolves this path as a reference would take its start for a host.
        "//evil.test/a, /.//evil.test/a",
        "/, /",
    })
    void instanceIsReceivedPath(String target, String instance) {
        assertThat(occurrence(RequestFixture.get(target)).instance()).isEqualTo(instance);
    }

    @Test
    void omitsInstanceWithoutPath() {
        assertThat(occurrence(RequestFixture.request("OPTIONS", "*")).instance())
                .isNull();
        assertThat(occurrence(RequestFixture.get("")).instance()).isNull();
        assertThat(Occurrence.of(new ReceivedHead(), "7")).isEqualTo(new Occurrence(null, "7", false, false));
    }

    @ParameterizedTest
    @CsvSource({
        "/reset/{token}, true",
        "/reset/{resetToken:[0-9a-f]{8}}, true",
        "/{*secret}, true",
        "/a{id}/x-{pin}.json, true",
        "/orders/{id}, false",
        "/token/{id:[0-9]{2}}, false",
        "/pin, false",
    })
    void omitsInstanceWithSecret(String template, boolean hidden) {
        RouteInfo route = RouteInfo.of(0, "GET", template, "test.Handlers.any");
        ReceivedRequest request =
                RequestFixture.get("/reset/c0ffee").route(route).begin();
        assertThat(request.occurrence().instance()).isEqualTo(hidden ? null : "/reset/c0ffee");
        ReceivedRequest marked = RequestFixture.get("/a/b")
                .route(route.withSecretPath().status(201))
                .begin();
        assertThat(marked.occurrence().instance()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "'text/html, application/json;q=0.1', true",
        "application/*, false",
        "*/*, false",
        "'application/json, text/plain, */*', false",
        "'application/problem+json;q=0.1, application/json', false",
        "'application/problem+json;q=0, application/json', true",
        "text/html, false",
        "'', false",
    })
    void acceptSelectsType(String accept, boolean plainJson) {
        RequestFixture fixture = RequestFixture.get("/").header("Accept", accept);
        assertThat(occurrence(fixture).plainJson()).isEqualTo(plainJson);
    }

    @Test
    void usesProblemTypeWithoutAccept() {
        assertThat(occurrence(RequestFixture.get("/")).plainJson()).isFalse();
        assertThat(occurrence(RequestFixture.get("/")).negotiated()).isTrue();
    }

    private static Occurrence occurrence(RequestFixture fixture) {
        return Occurrence.of(fixture.head(), "7");
    }
}
