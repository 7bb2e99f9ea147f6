package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.Occurrence;
import dev.interlock.internal.message.ProblemDocument;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    private static final Occurrence SOMEWHERE = new Occurrence(null, "7", false, false);

    @Test
    void writesOnlySetMembers() {
        assertThat(json(Problem.of(404))).isEqualTo("{\"title\":\"Not Found\",\"status\":404}");
        Problem problem = Problem.of(409)
                .type("https://a.test/out-of-stock")
                .title("Out of stock")
                .detail("No more bolts.")
                .instance("/orders/7");
        assertThat(json(problem))
                .isEqualTo("{\"type\":\"https://a.test/out-of-stock\",\"title\":\"Out of stock\",\"status\":409,"
                        + "\"detail\":\"No more bolts.\",\"instance\":\"/orders/7\"}");
    }

    @Test
    void writesExtensionsInOrder() {
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        nested.put("z", 1);
        nested.put("a", null);
        Problem problem = Problem.of(400)
                .with("z", "text")
                .with("list", Arrays.asList(1, 2.5, "x", null, List.of(), Map.of()))
                .with("map", nested)
                .with("yes", true)
                .with("none", null)
                .with("nan", Double.NaN)
                .with("infinite", Float.POSITIVE_INFINITY)
                .with("enum", TrailingSlash.STRICT)
                .with("after", 1L);
        assertThat(json(problem))
                .isEqualTo("{\"title\":\"Bad Request\",\"status\":400,\"z\":\"text\","
                        + "\"list\":[1,2.5,\"x\",null,[],{}],\"map\":{\"z\":1,\"a\":null},\"yes\":true,\"none\":null,"
                        + "\"nan\":\"NaN\",\"infinite\":\"Infinity\",\"enum\":\"STRICT\",\"after\":1}");
    }

    @Test
    void escapesJson() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c <= ' '; c++) {
            controls.append(c);
        }
        Problem problem =
                Problem.of(400).title("t").with("\"name\"", "\"\\/\u00e9\u2028\uD83D\uDE00" + controls + "\u007f");
        assertThat(json(problem))
                .isEqualTo("{\"title\":\"t\",\"status\":400,\"\\\"name\\\"\":\"\\\"\\\\/\u00e9\u2028\uD83D\uDE00"
                        + "\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\u0008\\t\\n\\u000b\\u000c\\r\\u000e\\u000f"
                        + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
                        + "\\u001e\\u001f \u007f\"}");
    }

    @Test
    void replacesBodyAndItsFields() {
        EncodedResponse response = new EncodedResponse();
        response.contentType("text/plain").body().append("half an answer");
        ProblemDocument.write(Problem.of(503), SOMEWHERE, response);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.fields().toString())
                .isEqualTo(
                        "content-type: application/problem+json\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n");
        assertThat(response.body().toString())
                .isEqualTo("{\"title\":\"Service Unavailable\",\"status\":503,\"requestId\":\"7\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding",
                "content-language",
                "content-location",
                "content-range",
                "content-disposition",
                "content-digest",
                "repr-digest",
                "ETag",
                "last-modified",
                "accept-ranges",
                "Cache-Control",
                "cdn-cache-control",
                "expires",
                "pragma",
                "age"
            })
    void removesFieldsOfReplacedContent(String name) {
        EncodedResponse response = new EncodedResponse().addHeader(name, "x").addHeader(name, "y");
        ProblemDocument.write(Problem.of(503), SOMEWHERE, response);
        assertThat(response.fields().toString())
                .isEqualTo(
                        "content-type: application/problem+json\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access-control-allow-origin",
                "x-request-id",
                "content-security-policy",
                "strict-transport-security",
                "set-cookie",
                "vary",
                "retry-after",
                "www-authenticate",
                "allow",
                "x"
            })
    void keepsFieldsOfExchange(String name) {
        EncodedResponse response = new EncodedResponse().addHeader(name, "1").addHeader(name, "2");
        ProblemDocument.write(Problem.of(503), SOMEWHERE, response);
        assertThat(response.fields().toString())
                .isEqualTo(
                        name + ": 1\r\n" + name + ": 2\r\n"
                                + "content-type: application/problem+json\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n");
    }

    @Test
    void variesByAccept() {
        EncodedResponse response = new EncodedResponse().addHeader("vary", "origin");
        Problem.of(404).writeTo(RequestFixture.get("/").begin(), response);
        Problem.of(404).writeTo(RequestFixture.get("/").begin(), response);
        assertThat(response.fields().toString().lines())
                .containsExactly(
                        "vary: origin",
                        "vary: accept",
                        "x-content-type-options: nosniff",
                        "content-type: application/problem+json",
                        "cache-control: no-store")
                .inOrder();
    }

    @Test
    void addsPathAndRequestId() {
        ReceivedRequest request = RequestFixture.get("/orders/7?full=true").begin();
        EncodedResponse response = new EncodedResponse();
        Problem.of(404).with("orderId", 7).writeTo(request, response);
        assertThat(response.body().toString())
                .isEqualTo(
                        "{\"title\":\"Not Found\",\"status\":404,\"instance\":\"/orders/7\",\"orderId\":7,\"requestId\":\""
                                + request.id() + "\"}");
    }

    @Test
    void keepsOwnInstanceAndId() {
        EncodedResponse response = new EncodedResponse();
        Problem problem = Problem.of(404).instance("/orders/7").with("requestId", "own");
        ProblemDocument.write(problem, new Occurrence("/orders", "7", false, false), response);
        assertThat(response.body().toString())
                .isEqualTo("{\"title\":\"Not Found\",\"status\":404,\"instance\":\"/orders/7\",\"requestId\":\"own\"}");
    }

    @Test
    void isPlainJsonIfOnlyThatIsAccepted() {
        EncodedResponse response = new EncodedResponse();
        ProblemDocument.write(Problem.of(404), new Occurrence(null, "7", true, true), response);
        assertThat(response.fields().toString())
                .isEqualTo(
                        "content-type: application/json\r\nvary: accept\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n");
    }

    @Test
    void isImmutable() {
        Problem problem = Problem.of(400);
        assertThat(problem.with("a", 1).extension("a")).isEqualTo(1);
        assertThat(problem.extension("a")).isNull();
        assertThat(problem.detail("d").detail()).isEqualTo("d");
        assertThat(problem.detail()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "title", "status", "detail", "instance"})
    void rejectsStandardMemberAsExtension(String name) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Problem.of(400).with(name, 1));
        assertThat(e).hasMessageThat().contains("'" + name + "' is not an extension member. Tip: call");
    }

    @Test
    void rejectsSuccessStatus() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Problem.of(200));
        assertThat(e).hasMessageThat().contains("200 is not an error status");
    }

    @Test
    void namesUnknownStatus() {
        assertThat(json(Problem.of(499))).contains("\"status\":499");
        assertThat(Problem.of(404).detail("no order 7").toString()).isEqualTo("404 Not Found: no order 7");
    }

    private static String json(Problem problem) {
        EncodedResponse response = new EncodedResponse();
        ProblemDocument.write(problem, SOMEWHERE, response);
        return response.body().toString().replace(",\"requestId\":\"7\"}", "}");
    }
}
