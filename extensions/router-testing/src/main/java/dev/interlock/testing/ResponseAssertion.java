package dev.interlock.testing;

import com.google.protobuf.MessageLite;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is to be. Each method throws {@link AssertionError}, with the request and the whole answer in its message,
 * unless it is so.
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

    /** The answer has that status. */
    public ResponseAssertion hasStatus(int status) {
        return require(response.status() == status, "Expected status " + status + ", but was " + response.status());
    }

    /** A header field is there with that value, and no other value. */
    public ResponseAssertion hasHeader(String name, String value) {
        List<String> values = response.headers(name);
        return require(
                values.equals(List.of(value)), "Expected header field " + name + ": " + value + ", but was " + values);
    }

    /** A header field is there. */
    public ResponseAssertion hasHeader(String name) {
        return require(!response.headers(name).isEmpty(), "Expected a header field " + name + ", but there is none");
    }

    /** A header field is there as often as there are values, in their order. */
    public ResponseAssertion hasHeaders(String name, String... values) {
        List<String> actual = response.headers(name);
        return require(
                actual.equals(List.of(values)),
                "Expected header fields " + name + " " + List.of(values) + ", but was " + actual);
    }

    /** A header field is not there. */
    public ResponseAssertion hasNoHeader(String name) {
        List<String> values = response.headers(name);
        return require(values.isEmpty(), "Expected no header field " + name + ", but was " + values);
    }

    /** The media type is that one, in whatever case, with whatever parameters unless some are given. */
    public ResponseAssertion hasContentType(String mediaType) {
        String type = response.header("content-type");
        boolean holds = type != null
                && (mediaType.contains(";") ? withoutSpaces(type) : type.split(";", 2)[0].strip())
                        .equalsIgnoreCase(withoutSpaces(mediaType));
        return require(holds, "Expected content-type " + mediaType + ", but was " + type);
    }

    /** RFC 9110 section 8.3.1: spaces around semicolons mean nothing. */
    private static String withoutSpaces(String mediaType) {
        return mediaType.replace(" ", "");
    }

    /** The body is that text, as UTF-8. */
    public ResponseAssertion hasBody(String text) {
        return require(response.text().equals(text), "Expected body '" + text + "', but was '" + response.text() + "'");
    }

    /** The body is these bytes. */
    public ResponseAssertion hasBody(byte[] bytes) {
        byte[] actual = response.bytes();
        int mismatch = Arrays.mismatch(actual, bytes);
        return require(
                mismatch < 0,
                "Expected a body of " + bytes.length + " bytes, but was one of " + actual.length
                        + " that differs at index " + mismatch);
    }

    /** The text stands in the body. */
    public ResponseAssertion hasBodyContaining(String text) {
        return require(response.text().contains(text), "Expected a body with '" + text + "'");
    }

    /** There is no body. */
    public ResponseAssertion hasNoBody() {
        int length = response.bytes().length;
        return require(length == 0, "Expected no body, but was one of " + length + " bytes");
    }

    /** The body is JSON that means the same: neither spaces nor the order of members count. */
    public ResponseAssertion hasJson(String json) {
        Object actual = response.json();
        return require(Objects.equals(actual, JsonText.read(json)), "Expected JSON " + json + ", but was " + actual);
    }

    /**
     * The body is JSON with that value somewhere.
     *
     * @param pointer where (RFC 6901), such as {@code /items/0/price}
     * @param value a text, number, boolean, map, list or null; numbers are equal if they mean the same
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

    /** The body is a message of protobuf that equals that one, of which protobuf-java has to be there. */
    public ResponseAssertion hasMessage(MessageLite expected) {
        ProtobufBodies.requireEqual(response, expected);
        return this;
    }

    /** The answer sets a cookie to that value. */
    public ResponseAssertion hasCookie(String name, String value) {
        String actual = response.cookie(name);
        return require(value.equals(actual), "Expected cookie " + name + " '" + value + "', but was '" + actual + "'");
    }

    /** The answer has that status and is a problem document (RFC 9457), of which more can be asserted. */
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
