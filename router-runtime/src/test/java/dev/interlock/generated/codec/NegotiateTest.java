package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selection among several media types of a response. */
class NegotiateTest {
    private static final RouteInfo PROTOBUF =
            RouteInfo.of(0, "POST", "/", "test.Test.post").produces(Bodies.MESSAGE);
    private static final String VARY = "vary: accept\r\n";

    /** A dash stands for a missing field. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -                                | -                                          | x-protobuf
                    application/json                 | -                                          | x-protobuf
                    application/protobuf             | -                                          | protobuf
                    Application/Protobuf;a=b         | */*                                        | protobuf
                    application/vnd.google.protobuf  | application/*                              | vnd.google.protobuf
                    application/protobuf             | ''                                         | protobuf
                    application/*                    | */*                                        | x-protobuf
                    -                                | application/protobuf                       | protobuf
                    application/x-protobuf           | application/protobuf                       | protobuf
                    application/protobuf             | application/x-protobuf                     | x-protobuf
                    application/protobuf             | application/protobuf;q=0.5, */*            | x-protobuf
                    application/protobuf             | application/protobuf;q=0, */*;q=0.1        | x-protobuf
                    -                                | application/x-protobuf;q=0, */*            | protobuf
                    -                                | application/protobuf, */*                  | protobuf
                    application/x-protobuf           | application/protobuf, */*                  | protobuf
                    application/vnd.google.protobuf  | application/x-protobuf, application/vnd.google.protobuf | vnd.google.protobuf
                    application/protobuf             | application/x-protobuf, application/vnd.google.protobuf | x-protobuf
                    -                                | application/protobuf;q=0.8, application/vnd.google.protobuf;q=0.9 | vnd.google.protobuf
                    """)
    void selectsPreferredType(String contentType, String accept, String expected) {
        RequestFixture request = RequestFixture.request("POST", "/");
        add(request, "Content-Type", contentType);
        add(request, "Accept", accept);
        assertThat(negotiated(request, PROTOBUF)).isEqualTo(VARY + "content-type: application/" + expected + "\r\n");
    }

    private static void add(RequestFixture request, String name, String value) {
        if (!value.equals("-")) {
            request.header(name, value);
        }
    }

    private static String negotiated(RequestFixture request, RouteInfo route) {
        EncodedResponse response = new EncodedResponse();
        Results.negotiate(request.route(route).begin(), response);
        return response.fields().toString();
    }

    private static String chosen(String accept, String... produced) {
        RequestFixture request = RequestFixture.get("/").header("Accept", accept);
        String fields = negotiated(request, PROTOBUF.produces(produced));
        return fields.substring(fields.indexOf("content-type: ") + 14).strip();
    }

    /** Accept fields of real clients, and the type that they get from a route with HTML, JSON and CSV. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    */*                                                             | text/html;charset=utf-8
                    application/json                                                | application/json
                    application/json, text/plain, */*                               | application/json
                    text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8 | text/html;charset=utf-8
                    text/csv;q=0.9, application/*                                   | application/json
                    text/csv;q=0.9, application/*;q=0.5, */*;q=0.1                  | text/csv
                    text/*                                                          | text/html;charset=utf-8
                    text/*, text/html;q=0.5                                         | text/csv
                    text/html;q=0, */*                                              | application/json
                    TEXT/CSV                                                        | text/csv
                    text/html;charset=utf-8, application/json                       | text/html;charset=utf-8
                    text/*, application/json;profile=x                              | application/json
                    """)
    void readsAcceptOfRealClients(String accept, String expected) {
        assertThat(chosen(accept, "text/html;charset=utf-8", "application/json", "text/csv"))
                .isEqualTo(expected);
    }

    /** Checks the order of the qualities in the example of RFC 9110 section 12.5.1, for types without parameters. */
    @Test
    void followsExampleOfRfc() {
        String accept =
                "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
        assertThat(chosen(accept, "text/html", "image/jpeg", "text/plain")).isEqualTo("text/plain");
        assertThat(chosen(accept, "text/html", "image/jpeg")).isEqualTo("image/jpeg");
        assertThat(chosen(accept, "text/html")).isEqualTo("text/html");
        assertThat(chosen(
                        "text/plain; q=0.5, text/html, text/x-dvi; q=0.8, text/x-c",
                        "text/plain",
                        "text/x-dvi",
                        "text/x-c",
                        "text/html"))
                .isEqualTo("text/x-c");
        assertThat(chosen("audio/*; q=0.2, audio/basic", "audio/mpeg", "audio/basic"))
                .isEqualTo("audio/basic");
    }

    @Test
    void breaksTiesByOrderOfRoute() {
        assertThat(chosen("*/*", "text/csv", "text/html")).isEqualTo("text/csv");
        assertThat(chosen("text/html, text/csv", "text/csv", "text/html")).isEqualTo("text/csv");
        assertThat(negotiated(RequestFixture.get("/"), PROTOBUF.produces("a/b", "c/d")))
                .endsWith("content-type: a/b\r\n");
    }

    @Test
    void joinsAcceptLines() {
        RequestFixture request = RequestFixture.get("/")
                .header("Accept", "text/html, application/x-protobuf;q=0.3")
                .header("Accept", "application/vnd.google.protobuf;q=0.4");
        assertThat(negotiated(request, PROTOBUF)).isEqualTo(VARY + "content-type: application/vnd.google.protobuf\r\n");
    }

    @Test
    void addsNoVaryForSingleType() {
        assertThat(negotiated(RequestFixture.get("/"), PROTOBUF.produces("image/png")))
                .isEqualTo("content-type: image/png\r\n");
    }

    @Test
    void rangeSetsNoType() {
        assertThat(negotiated(RequestFixture.get("/"), PROTOBUF.produces("image/*")))
                .isEmpty();
        assertThat(negotiated(RequestFixture.get("/"), PROTOBUF.produces("image/*", "text/csv")))
                .isEqualTo(VARY);
    }

    @Test
    void keepsEarlierType() {
        EncodedResponse response = new EncodedResponse().contentType("application/grpc");
        Results.negotiate(RequestFixture.get("/").route(PROTOBUF).begin(), response);
        assertThat(response.fields().toString()).isEqualTo("content-type: application/grpc\r\n" + VARY);
    }

    @Test
    void handlerOverridesType() {
        EncodedResponse response = new EncodedResponse();
        Results.negotiate(RequestFixture.get("/").route(PROTOBUF).begin(), response);
        response.contentType("application/grpc");
        assertThat(response.fields().toString()).isEqualTo(VARY + "content-type: application/grpc\r\n");
    }

    @Test
    void representationIsLastType() {
        EncodedResponse response = new EncodedResponse();
        RequestFixture request = RequestFixture.get("/").header("Accept", "c/d");
        Results.negotiate(
                request.route(PROTOBUF.produces("a/b", "c/d;e=f", "g/h")).begin(), response);
        assertThat(response.representation()).isEqualTo(1);
        response.header("x", "y").contentType("G/H; charset=utf-8").header("z", "");
        assertThat(response.representation()).isEqualTo(2);
        response.contentType("i/j");
        assertThat(response.representation()).isEqualTo(1);
        response.reset();
        assertThat(response.representation()).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"a/b, 0", "C/D; e=f, 1", "application/vnd.x+json, 2", "i/j, -1", "c, -1", "'', -1"})
    void representationOfBodyIsItsType(String contentType, int expected) {
        RouteInfo route = PROTOBUF.consumes("a/b", "c/d", "application/*+json");
        RequestFixture request = RequestFixture.request("POST", "/").route(route);
        assertThat(Bodies.typeOf(request.header("Content-Type", contentType).begin()))
                .isEqualTo(expected);
        assertThat(Bodies.typeOf(RequestFixture.get("/").route(route).begin())).isEqualTo(-1);
    }
}
