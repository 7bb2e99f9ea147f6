package dev.interlock.internal.negotiate;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;

import dev.interlock.bytes.Slice;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.RequestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {
    /** Routes in order of preference: number, types that the route reads, and types that it produces. */
    private static final Variants VARIANTS = variants(
            route(0, "application/json", "application/json"),
            route(1, "application/json", "text/csv"),
            route(2, "application/x-protobuf", "application/x-protobuf"),
            route(3, "text/*", ""));

    private static RouteInfo route(int number, String consumed, String produced) {
        RouteInfo route = RouteInfo.of(number, "POST", "/", "test.Test.m" + number);
        RouteInfo reading = consumed.isEmpty() ? route : route.consumes(consumed.split(" ", -1));
        return produced.isEmpty() ? reading : reading.produces(produced.split(" ", -1));
    }

    private static Variants variants(RouteInfo... routes) {
        int[] others = new int[routes.length - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = i + 1;
        }
        routes[0] = routes[0].variants(others);
        return requireNonNull(new RouteTable(new VariantsFixture(routes)).variants(0));
    }

    /** A dash stands for a missing field. */
    private static int choose(Variants variants, String contentType, String accept, boolean hasBody) {
        RequestFixture request = RequestFixture.request("POST", "/");
        if (!accept.equals("-")) {
            request.header("Accept", accept);
        }
        return variants.choose(request.head(), type(contentType), hasBody);
    }

    private static @Nullable Slice type(String contentType) {
        return contentType.equals("-") ? null : Slice.of(contentType);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/json        | -                                       | 0
                    application/json        | */*                                     | 0
                    application/json        | text/csv                                | 1
                    application/json        | text/csv;q=0.5, application/json;q=0.4  | 1
                    application/json        | text/*, application/*                   | 0
                    application/json        | text/csv, */*                           | 1
                    application/json        | image/png                               | -2
                    application/json        | application/x-protobuf                  | -2
                    application/x-protobuf  | -                                       | 2
                    application/x-protobuf  | text/csv                                | -2
                    text/plain              | image/png                               | 3
                    image/png               | -                                       | -1
                    image/png               | image/png                               | -1
                    -                       | -                                       | -1
                    """)
    void selectsByBodyTypeThenAccept(String contentType, String accept, int expected) {
        assertThat(choose(VARIANTS, contentType, accept, true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -                       | -                       | 0
                    -                       | text/csv                | 1
                    -                       | application/x-protobuf  | 2
                    -                       | image/png               | 3
                    application/x-protobuf  | -                       | 2
                    image/png               | -                       | 0
                    image/png               | application/x-protobuf  | 2
                    """)
    void typeWithoutBodySelectsIfReadable(String contentType, String accept, int expected) {
        assertThat(choose(VARIANTS, contentType, accept, false)).isEqualTo(expected);
    }

    @Test
    void breaksTiesByBodyType() {
        Variants variants =
                variants(route(0, "*/*", "application/json"), route(1, "*/*", "text/csv application/x-protobuf"));
        assertThat(choose(variants, "application/x-protobuf", "*/*", true)).isEqualTo(1);
        assertThat(choose(variants, "application/x-protobuf", "application/json, */*", true))
                .isEqualTo(0);
        assertThat(choose(variants, "image/png", "*/*", true)).isEqualTo(0);
    }

    @Test
    void bodyWithoutTypeIsOctetStream() {
        Variants variants = variants(route(0, "text/*", "a/b"), route(1, "application/octet-stream", "a/b"));
        assertThat(choose(variants, "-", "-", true)).isEqualTo(1);
        assertThat(choose(variants, "-", "-", false)).isEqualTo(0);
    }

    @Test
    void listsTypesOfAllRoutes() {
        assertThat(VARIANTS.consumes())
                .containsExactly("application/json", "application/x-protobuf", "text/*")
                .inOrder();
        assertThat(VARIANTS.produces(type("application/json"), true))
                .containsExactly("application/json", "text/csv")
                .inOrder();
        assertThat(VARIANTS.produces(type("-"), false))
                .containsExactly("application/json", "text/csv", "application/x-protobuf")
                .inOrder();
        assertThat(VARIANTS.produces(type("image/png"), false)).hasSize(3);
    }

    @Test
    void singleRouteHasNoVariants() {
        assertThat(new RouteTable(new VariantsFixture(route(0, "a/b", "c/d"))).variants(0))
                .isNull();
    }
}
