package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.StringValue;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.HttpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Tests that assertions return if they hold. Otherwise, their errors must show the mistake, the request and the
 * response.
 */
final class ResponseAssertionTest {
    private static final HandlerRouter ROUTER = HandlerRouter.with()
            .get("/hello", (request, response) -> {
                response.header("etag", "\"3\"").addHeader("vary", "a").addHeader("vary", "b");
                Results.writeText(response, "hello");
            })
            .get(
                    "/json",
                    (request, response) ->
                            response.contentType("application/json").body().append("{\"total\":7}"))
            .get("/bytes", (request, response) -> response.body().append(new byte[] {0, 1, 2}))
            .get(
                    "/message",
                    (request, response) -> response.contentType("application/x-protobuf")
                            .body()
                            .append(StringValue.of("bolt").toByteArray()))
            .get("/gone", (request, response) -> {
                throw new HttpException(410, "It was here").with("since", 1999);
            })
            .router();

    private final TestClient client = TestClient.of(ROUTER);
    private final TestResponse hello = client.get("/hello").header("x-a", "b").send();
    private final TestResponse json = client.get("/json").send();
    private final TestResponse message = client.get("/message").send();
    private final TestResponse gone = client.get("/gone").send();

    private static String failure(Executable assertion) {
        return String.valueOf(assertThrows(AssertionError.class, assertion).getMessage());
    }

    @Test
    void trueAssertionsReturn() {
        hello.assertThat()
                .hasStatus(200)
                .hasHeader("ETag", "\"3\"")
                .hasHeader("date")
                .hasHeaders("vary", "a", "b")
                .hasNoHeader("location")
                .hasContentType("Text/Plain")
                .hasContentType("text/plain; charset=utf-8")
                .hasBody("hello")
                .hasBodyContaining("ell");
        json.assertThat().hasJson("{ \"total\": 7 }").hasJson("/total", 7).hasJson("/total", 7.0);
        message.assertThat().hasMessage(StringValue.of("bolt")).hasStatus(200);
        gone.assertThat()
                .isProblem(410)
                .withTitle("Gone")
                .withType("about:blank")
                .withDetail("It was here")
                .withDetailContaining("here")
                .with("/since", 1999);
    }

    @Test
    void messagesShowRequestAndResponse() {
        String message = failure(() -> hello.assertThat().hasStatus(201));
        assertThat(message)
                .startsWith(
                        "Expected status 201, but was 200\n\nrequest:\n  GET /hello HTTP/1.1\n  host: test\n  x-a: b\n");
        assertThat(message).contains("\nresponse:\n  HTTP/1.1 200 OK\n");
        assertThat(message).contains("  etag: \"3\"\n");
        assertThat(message).endsWith("\n\n  hello\n");
    }

    @Test
    void messagesCountBinaryBytes() {
        String message = failure(() -> client.get("/bytes").send().assertThat().hasNoBody());
        assertThat(message).startsWith("Expected no body, but was one of 3 bytes\n");
        assertThat(message).contains("(3 bytes that are not text)");
    }

    @Test
    void fieldFailuresShowActualFields() {
        assertThat(failure(() -> hello.assertThat().hasHeader("etag", "\"4\"")))
                .startsWith("Expected header field etag: \"4\", but was [\"3\"]\n");
        assertThat(failure(() -> hello.assertThat().hasHeader("location")))
                .startsWith("Expected a header field location, but there is none\n");
        assertThat(failure(() -> hello.assertThat().hasHeaders("vary", "b", "a")))
                .startsWith("Expected header fields vary [b, a], but was [a, b]\n");
        assertThat(failure(() -> hello.assertThat().hasNoHeader("etag")))
                .startsWith("Expected no header field etag, but was [\"3\"]\n");
        assertThat(failure(() -> hello.assertThat().hasContentType("text/html")))
                .startsWith("Expected content-type text/html, but was text/plain;charset=utf-8\n");
        assertThat(failure(() -> hello.assertThat().hasCookie("a", "b")))
                .startsWith("Expected cookie a 'b', but was 'null'\n");
    }

    @Test
    void bodyFailuresShowActualBody() {
        assertThat(failure(() -> hello.assertThat().hasBody("hell")))
                .startsWith("Expected body 'hell', but was 'hello'\n");
        assertThat(failure(() -> hello.assertThat().hasBody(new byte[] {'h', 'a'})))
                .startsWith("Expected a body of 2 bytes, but was one of 5 that differs at index 1\n");
        assertThat(failure(() -> hello.assertThat().hasBodyContaining("x"))).startsWith("Expected a body with 'x'\n");
        assertThat(failure(() -> hello.assertThat().hasJson("/a", 1)))
                .startsWith("The body is not JSON: expected a value at index 0\n");
        assertThat(failure(() -> json.assertThat().hasJson("/total", 8)))
                .startsWith("Expected JSON 8 at '/total', but was 7\n");
        assertThat(failure(() -> json.assertThat().hasJson("[]"))).startsWith("Expected JSON [], but was {total=7}\n");
        assertThat(failure(() -> json.message(StringValue.parser())))
                .startsWith("The body is not a message of this type: ");
    }

    @Test
    void messageFailuresShowBothAndResponse() {
        String other = failure(() -> message.assertThat().hasMessage(StringValue.of("nut")));
        assertThat(other).startsWith("""
                Expected message:
                  value: "nut"
                but was:
                  value: "bolt"

                request:
                  GET /message HTTP/1.1
                """);
        assertThat(other).contains("\nresponse:\n  HTTP/1.1 200 OK\n");
        assertThat(failure(() -> message.assertThat().hasMessage(StringValue.getDefaultInstance())))
                .startsWith("Expected message (without fields)\nbut was:\n  value: \"bolt\"\n");
        assertThat(failure(() -> hello.assertThat().hasMessage(StringValue.of("hello"))))
                .startsWith("The body is not a message of this type: ");
    }

    @Test
    void problemFailuresShowActualProblem() {
        assertThat(failure(() -> gone.assertThat().isProblem(404))).startsWith("Expected status 404, but was 410\n");
        assertThat(failure(() -> hello.assertThat().isProblem(200)))
                .startsWith(
                        "Expected a problem document, of type application/problem+json, but the type is text/plain");
        assertThat(failure(() -> gone.assertThat().isProblem(410).withDetail("x")))
                .startsWith("Expected a problem with detail 'x', but was 'It was here'\n");
        assertThat(failure(() -> gone.assertThat().isProblem(410).withDetailContaining("x")))
                .startsWith("Expected a problem whose detail has 'x', but was 'It was here'\n");
        assertThat(failure(() -> gone.assertThat().isProblem(410).with("/since", 2000)))
                .startsWith("Expected JSON 2000 at '/since', but was 1999\n");
    }
}
