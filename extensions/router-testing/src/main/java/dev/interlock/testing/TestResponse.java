package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer. Immutable.
 *
 * <p>{@link #toString()} shows the request and the answer, as the messages of failed assertions do.
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

    /** Begins to assert something of this answer. */
    public ResponseAssertion assertThat() {
        return new ResponseAssertion(this);
    }

    public int status() {
        return status;
    }

    /** The first value of a header field, in whatever case its name is written; null if there is none. */
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    /** The values of all header fields with a name, in the order in which they came. */
    public List<String> headers(String name) {
        return values(fields, name);
    }

    private static List<String> values(List<Map.Entry<String, String>> among, String name) {
        return among.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All header fields, in the order in which they came. */
    public List<Map.Entry<String, String>> headers() {
        return fields;
    }

    /** Value of the first trailer field with a name, in any case; null if there is none. */
    public @Nullable String trailer(String name) {
        return values(trailers, name).stream().findFirst().orElse(null);
    }

    /** All trailer fields, in the order in which they came after the body. */
    public List<Map.Entry<String, String>> trailers() {
        return trailers;
    }

    /** The value of a cookie that the answer sets (RFC 6265 section 4.1), or null; one that it deletes is empty. */
    public @Nullable String cookie(String name) {
        String value = null;
        for (String field : headers("set-cookie")) {
            String pair = field.split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                value = pair.substring(equals + 1).strip();
            }
        }
        return value;
    }

    /** The body without transfer coding. */
    public byte[] bytes() {
        return body.clone();
    }

    /** The body, read as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /**
     * The body as JSON (RFC 8259): a {@code Map}, a {@code List}, a {@code String}, a {@code Boolean}, a {@code Long} or, for a
     * number that is none, a {@code java.math.BigDecimal}; null for null.
     *
     * @throws AssertionError when it is no JSON
     */
    public @Nullable Object json() {
        try {
            return JsonText.read(text());
        } catch (IllegalArgumentException e) {
            throw failure("The body is no JSON: " + e.getMessage());
        }
    }

    /**
     * A value within the body as JSON.
     *
     * @param pointer where it is (RFC 6901), such as {@code /items/0/price}; empty for the whole
     * @throws AssertionError when it is no JSON, or has nothing there
     */
    public @Nullable Object json(String pointer) {
        try {
            return JsonText.at(json(), pointer);
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
    }

    /**
     * The body as a problem document (RFC 9457).
     *
     * @throws AssertionError when it is none, or speaks of another status
     */
    public TestProblem problem() {
        return TestProblem.of(this);
    }

    /**
     * The body as a message of protobuf, of which protobuf-java has to be there.
     *
     * @param parser such as {@code Order.parser()}
     * @throws AssertionError when it is none
     */
    public <M extends MessageLite> M message(Parser<M> parser) {
        return ProtobufBodies.read(this, body, parser);
    }

    /** A failure whose message shows the request and the answer. */
    AssertionError failure(@Nullable String reason) {
        return new AssertionError(reason + this);
    }

    @Override
    public String toString() {
        StringBuilder answer = new StringBuilder(version + " " + status + " " + reason + "\n");
        fields.forEach(field -> answer.append(field.getKey() + ": " + field.getValue() + "\n"));
        answer.append("\n").append(ExchangeText.body(body, 0));
        if (!trailers.isEmpty()) {
            answer.append("\n\n");
        }
        trailers.forEach(field -> answer.append(field.getKey() + ": " + field.getValue() + "\n"));
        return ExchangeText.of(sent, answer.toString());
    }
}
