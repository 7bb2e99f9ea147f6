package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.Slice;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.internal.negotiate.RouteTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
    private static final RouteInfo ROUTE = RouteInfo.of(0, "POST", "/", "test.Test.post");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/plain                 | text/plain  | true
                    Text/PLAIN                 | text/plain  | true
                    text/plain;charset=utf-8   | text/plain  | true
                    text/plain ; charset=utf-8 | text/plain  | true
                    text/plain;                | text/plain  | true
                    text/html                  | text/plain  | false
                    text/plainer               | text/plain  | false
                    text/plai                  | text/plain  | false
                    text/html                  | text/*      | true
                    image/png                  | text/*      | false
                    image/png                  | */*         | true
                    text/plain x               | text/plain  | false
                    text                       | text/plain  | false
                    text/                      | text/*      | false
                    /plain                     | */*         | false
                    ''                         | */*         | false
                    */*                        | */*         | false
                    text/*                     | text/*      | false
                    application/geo+JSON;x=y   | application/*+json | true
                    application/+json          | application/*+json | false
                    application/json           | application/*+json | false
                    application/xjson          | application/*+json | false
                    application/geo+xml        | application/*+json | false
                    text/geo+json              | application/*+json | false
                    """)
    void consumesTypesOfRoute(String contentType, String consumed, boolean expected) {
        RouteInfo route = ROUTE.consumes(consumed);
        assertThat(RouteTypes.of(route).consumes(within(contentType))).isEqualTo(expected);
    }

    @Test
    void consumesAnyTypeIfRouteIgnoresBody() {
        assertThat(RouteTypes.of(ROUTE).consumes(within("nonsense"))).isTrue();
        assertThat(RouteTypes.of(ROUTE).consumes(null)).isTrue();
    }

    @Test
    void bodyWithoutTypeIsOctetStream() {
        assertThat(RouteTypes.of(ROUTE.consumes("*/*")).consumes(null)).isTrue();
        assertThat(RouteTypes.of(ROUTE.consumes("application/octet-stream")).consumes(null))
                .isTrue();
        assertThat(RouteTypes.of(ROUTE.consumes("text/*")).consumes(null)).isFalse();
    }

    @Test
    void consumesEachOfSeveralTypes() {
        RouteInfo route = ROUTE.consumes("application/x-protobuf", "text/*");
        assertThat(RouteTypes.of(route).consumes(within("text/csv"))).isTrue();
        assertThat(RouteTypes.of(route).consumes(within("application/X-Protobuf")))
                .isTrue();
        assertThat(RouteTypes.of(route).consumes(within("application/json"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/plain                                    | true
                    TEXT/Plain                                    | true
                    text/*                                        | true
                    */*                                           | true
                    text/html                                     | false
                    text/html, text/plain                         | true
                    text/html , */*;q=0.1                         | true
                    text/plain;q=0                                | false
                    text/plain;q=0.000                            | false
                    text/plain;q=0.001                            | true
                    text/plain;Q=0                                | false
                    text/plain ; q=0                              | false
                    text/plain;charset=utf-8;q=0                  | false
                    text/plain;charset=utf-8                      | true
                    text/plain;q=0, */*                           | false
                    */*, text/plain;q=0                           | false
                    text/*;q=0, */*                               | false
                    text/*, */*;q=0                               | true
                    text/plain, text/*;q=0                        | true
                    text/plain;format=flowed, text/plain;q=0      | false
                    text/plain;format=flowed;q=0, text/plain      | true
                    text/html;a="x,y;q=0\\",", text/plain         | true
                    text/html;a="x, text/plain                    | false
                    text/plain;q=1.0                              | true
                    text/plain;q=1.001                            | false
                    text/plain;q=2                                | false
                    text/plain;q=0.1234                           | false
                    text/plain;q=                                 | false
                    text/plain;q=x                                | false
                    text/plain;q=-1                               | false
                    text/plain;q                                  | true
                    text/plain;;q=0                               | false
                    text/plain x                                  | false
                    , ,text/plain,                                | true
                    text                                          | false
                    ''                                            | true
                    """)
    void producesAcceptedType(String accept, boolean expected) {
        RouteInfo route = ROUTE.produces("text/plain");
        assertThat(RouteTypes.of(route).areAcceptedBy(accepting(accept))).isEqualTo(expected);
    }

    @Test
    void producesAnyTypeWithoutAccept() {
        RouteInfo route = ROUTE.produces("text/plain");
        assertThat(RouteTypes.of(route).areAcceptedBy(RequestFixture.get("/").head()))
                .isTrue();
        assertThat(RouteTypes.of(ROUTE).areAcceptedBy(accepting("image/png"))).isTrue();
    }

    @Test
    void producesTypesAndRanges() {
        RouteInfo several = ROUTE.produces("application/x-protobuf", "application/protobuf");
        assertThat(RouteTypes.of(several).areAcceptedBy(accepting("application/protobuf")))
                .isTrue();
        assertThat(RouteTypes.of(several).areAcceptedBy(accepting("application/json")))
                .isFalse();
        assertThat(RouteTypes.of(ROUTE.produces("image/*")).areAcceptedBy(accepting("image/png")))
                .isTrue();
        assertThat(RouteTypes.of(ROUTE.produces("*/*")).areAcceptedBy(accepting("image/png")))
                .isTrue();
        assertThat(RouteTypes.of(ROUTE.produces("image/*")).areAcceptedBy(accepting("text/plain")))
                .isFalse();
    }

    @Test
    void joinsAcceptLines() {
        RouteInfo route = ROUTE.produces("text/plain");
        assertThat(RouteTypes.of(route).areAcceptedBy(accepting("text/html", "text/plain")))
                .isTrue();
        assertThat(RouteTypes.of(route).areAcceptedBy(accepting("*/*", "text/plain;q=0")))
                .isFalse();
        assertThat(RouteTypes.of(route).areAcceptedBy(accepting("", "text/html")))
                .isFalse();
        assertThat(RouteTypes.of(route).areAcceptedBy(accepting("", ""))).isTrue();
    }

    @Test
    void readsParameters() {
        assertThat(MediaTypes.parameter(within("text/plain; a=\"x;charset=no\"; Charset=UTF-8"), "charset"))
                .isEqualTo("UTF-8");
        assertThat(MediaTypes.parameter(within("text/plain;charset=\"ut\\f-8\""), "charset"))
                .isEqualTo("utf-8");
        assertThat(MediaTypes.parameter(within("text/plain;charset="), "charset"))
                .isEmpty();
        assertThat(MediaTypes.parameter(within("text/plain"), "charset")).isNull();
        assertThat(MediaTypes.parameter(within("text/plain;charset"), "charset"))
                .isNull();
        assertThat(MediaTypes.parameter(within("text/plain;charset=\"open"), "charset"))
                .isEqualTo("open");
    }

    private static RequestHead accepting(String... lines) {
        RequestFixture request = RequestFixture.get("/");
        for (String line : lines) {
            request = request.header("Accept", line);
        }
        return request.head();
    }

    /** Returns a slice of a larger array, whose other bytes must not be read. */
    private static Slice within(String text) {
        Slice whole = Slice.of("x" + text + "x/y;q=0");
        return new Slice().wrap(whole.array(), 1, text.length());
    }
}
