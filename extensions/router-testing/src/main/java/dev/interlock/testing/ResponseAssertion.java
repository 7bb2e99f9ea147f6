package dev.interlock.testing;

import com.google.protobuf.MessageLite;
import dev.interlock.http.HttpHeader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a response. Each method throws {@link AssertionError} if its assertion fails. The message contains
 * the request and the whole response.
 *
 * <pre>{@code
 * client.get("/v1/orders/7").send().assertThat().hasStatus(200).hasHeader("etag", "\"3\"").hasBody("Order 7");
 * client.get("/v1/orders/x").send().assertThat().isProblem(400).with("/parameter", "id");
 * }</pre>
 */
public final class ResponseAssertion {
    private final TestResponse response;

    ResponseAssertion(TestResponse response) {
        this.response = response;
    }

    /** Requires a status. */
    public ResponseAssertion hasStatus(int status) {
        return require(response.status() == status, "Expected status " + status + ", but was " + response.status());
    }

    /** Requires that a header field occurs once, with the given value. */
    public ResponseAssertion hasHeader(String name, String value) {
        List<String> values = response.headers(name);
        return require(
                values.equals(List.of(value)), "Expected header field " + name + ": " + value + ", but was " + values);
    }

    /** Requires that a header field is present. */
    public ResponseAssertion hasHeader(String name) {
        return require(!response.headers(name).isEmpty(), "Expected a header field " + name + ", but there is none");
    }

    /** Requires that a header field occurs with exactly these values, in this order. */
    public ResponseAssertion hasHeaders(String name, String... values) {
        List<String> actual = response.headers(name);
        return require(
                actual.equals(List.of(values)),
                "Expected header fields " + name + " " + List.of(values) + ", but was " + actual);
    }

    /** Requires that a header field is absent. */
    public ResponseAssertion hasNoHeader(String name) {
        List<String> values = response.headers(name);
        return require(values.isEmpty(), "Expected no header field " + name + ", but was " + values);
    }

    /** Requires a media type. Ignores case. Compares parameters only if {@code mediaType} has parameters. */
    public ResponseAssertion hasContentType(String mediaType) {
        String type = response.header(HttpHeader.CONTENT_TYPE);
        boolean holds = type != null
                && (mediaType.contains(";") ? withoutSpaces(type) : type.split(";", 2)[0].strip())
                        .equalsIgnoreCase(withoutSpaces(mediaType));
        return require(holds, "Expected content-type " + mediaType + ", but was " + type);
    }

    /** Removes all spaces. Spaces around semicolons have no meaning (RFC 9110 section 8.3.1). */
    private static String withoutSpaces(String mediaType) {
        return mediaType.replace(" ", "");
    }

    /** Requires that the body, decoded as UTF-8, equals a text. */
    public ResponseAssertion hasBody(String text) {
        return require(response.text().equals(text), "Expected body '" + text + "', but was '" + response.text() + "'");
    }

    /** Requires that the body consists of the given bytes. */
    public ResponseAssertion hasBody(byte[] bytes) {
        byte[] actual = response.bytes();
        int mismatch = Arrays.mismatch(actual, bytes);
        return require(
                mismatch < 0,
                "Expected a body of " + bytes.length + " bytes, but was one of " + actual.length
                        + " that differs at index " + mismatch);
    }

    /** Requires that the body contains a text. */
    public ResponseAssertion hasBodyContaining(String text) {
        return require(response.text().contains(text), "Expected a body with '" + text + "'");
    }

    /** Requires that the body is empty. */
    public ResponseAssertion hasNoBody() {
        int length = response.bytes().length;
        return require(length == 0, "Expected no body, but was one of " + length + " bytes");
    }

    /** Requires that the body is equivalent JSON. Ignores white space and the order of members. */
    public ResponseAssertion hasJson(String json) {
        Object actual = response.json();
        return require(Objects.equals(actual, JsonText.read(json)), "Expected JSON " + json + ", but was " + actual);
    }

    /**
     * Requires that the body is JSON that has a value at a pointer.
     *
     * @param pointer place of the value (RFC 6901), such as {@code /items/0/price}
     * @param value a text, number, boolean, map, list or null; numbers are compared by value
     */
    public ResponseAssertion hasJson(String pointer, @Nullable Object value) {
        Object actual = response.json(pointer);
        return require(isSame(actual, value), "Expected JSON " + value + " at '" + pointer + "', but was " + actual);
    }

    private static boolean isSame(@Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof Number && expected instanceof Number) {
            return new BigDecimal(actual.toString()).compareTo(new BigDecimal(expected.toString())) == 0;
        }
        return Objects.equals(actual, expected);
    }

    /** Requires that the body is a protobuf message that equals the given one. Needs protobuf-java. */
    public ResponseAssertion hasMessage(MessageLite expected) {
        ProtobufBodies.requireEqual(response.bytes(), expected, response::failure);
        return this;
    }

    /** Requires that the response sets a cookie to a value. */
    public ResponseAssertion hasCookie(String name, String value) {
        String actual = response.cookie(name);
        return require(value.equals(actual), "Expected cookie " + name + " '" + value + "', but was '" + actual + "'");
    }

    /** Requires a status and a problem document (RFC 9457). Returns further assertions about the problem. */
    public ProblemAssertion isProblem(int status) {
        hasStatus(status);
        return new ProblemAssertion(response);
    }

    private ResponseAssertion require(boolean holds, String mistake) {
        if (!holds) {
            throw response.failure(mistake);
        }
        return this;
    }
}
