package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.interlock.http.HttpHeader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole response. Immutable.
 *
 * <p>{@link #toString()} shows the request and the response. The messages of failed assertions contain the same text.
 */
public final class TestResponse {
    private final byte[] sent;
    private final int status;
    private final String reason;
    private final String version;
    private final List<Map.Entry<String, String>> fields;
    private final byte[] body;
    private final List<Map.Entry<String, String>> trailers;

    TestResponse(
            byte[] sent,
            int status,
            String reason,
            String version,
            List<Map.Entry<String, String>> fields,
            byte[] body,
            List<Map.Entry<String, String>> trailers) {
        this.sent = sent;
        this.status = status;
        this.reason = reason;
        this.version = version;
        this.fields = List.copyOf(fields);
        this.body = body;
        this.trailers = List.copyOf(trailers);
    }

    /** Starts a chain of assertions about this response. */
    public ResponseAssertion assertThat() {
        return new ResponseAssertion(this);
    }

    public int status() {
        return status;
    }

    /** Returns the first value of a header field, or null if there is none. Ignores the case of the name. */
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    /** Returns the values of all header fields with a name, in the order in which they arrived. */
    public List<String> headers(String name) {
        return values(fields, name);
    }

    private static List<String> values(List<Map.Entry<String, String>> among, String name) {
        return among.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns all header fields, in the order in which they arrived. */
    public List<Map.Entry<String, String>> headers() {
        return fields;
    }

    /** Returns the first value of a trailer field, or null if there is none. Ignores the case of the name. */
    public @Nullable String trailer(String name) {
        return values(trailers, name).stream().findFirst().orElse(null);
    }

    /** Returns all trailer fields, in the order in which they arrived after the body. */
    public List<Map.Entry<String, String>> trailers() {
        return trailers;
    }

    /**
     * Returns the value of a cookie that the response sets (RFC 6265 section 4.1), or null. If the response deletes the
     * cookie, the value is empty.
     */
    public @Nullable String cookie(String name) {
        String value = null;
        for (String field : headers(HttpHeader.SET_COOKIE)) {
            String pair = field.split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                value = pair.substring(equals + 1).strip();
            }
        }
        return value;
    }

    /** Returns the body, decoded from its transfer coding. */
    public byte[] bytes() {
        return body.clone();
    }

    /** Returns the body, decoded as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /**
     * Returns the body as JSON (RFC 8259): a {@code Map}, {@code List}, {@code String} or {@code Boolean}, or null. A
     * number is a {@code Long} if it fits, otherwise a {@code java.math.BigDecimal}.
     *
     * @throws AssertionError if the body is not JSON
     */
    public @Nullable Object json() {
        try {
            return JsonText.read(text());
        } catch (IllegalArgumentException e) {
            throw failure("The body is not JSON: " + e.getMessage());
        }
    }

    /**
     * Returns a value within the JSON body.
     *
     * @param pointer place of the value (RFC 6901), such as {@code /items/0/price}; empty for the whole body
     * @throws AssertionError if the body is not JSON, or has no value there
     */
    public @Nullable Object json(String pointer) {
        try {
            return JsonText.at(json(), pointer);
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
    }

    /**
     * Returns the body as a problem document (RFC 9457).
     *
     * @throws AssertionError if the body is not a problem document, or if its status differs from the status of the
     *     response
     */
    public TestProblem problem() {
        return TestProblem.of(status, header(HttpHeader.CONTENT_TYPE), this::json, this::failure);
    }

    /**
     * Returns the body as a protobuf message. Needs protobuf-java.
     *
     * @param parser for example {@code Order.parser()}
     * @throws AssertionError if the body is not a message of this type
     */
    public <M extends MessageLite> M message(Parser<M> parser) {
        return ProtobufBodies.read(body, parser, this::failure);
    }

    /** Creates an error whose message contains the request and the response. */
    AssertionError failure(@Nullable String reason) {
        return new AssertionError(reason + this);
    }

    @Override
    public String toString() {
        StringBuilder response = new StringBuilder(version + " " + status + " " + reason + "\n");
        fields.forEach(field -> response.append(field.getKey() + ": " + field.getValue() + "\n"));
        response.append("\n").append(ExchangeText.body(body, 0));
        if (!trailers.isEmpty()) {
            response.append("\n\n");
        }
        trailers.forEach(field -> response.append(field.getKey() + ": " + field.getValue() + "\n"));
        return ExchangeText.of(sent, response.toString());
    }
}
