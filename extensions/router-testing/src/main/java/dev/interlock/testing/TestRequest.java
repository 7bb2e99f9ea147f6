package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import dev.interlock.http.HttpHeader;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A request that a test builds. Each call of {@link #send} or {@link #start} sends the request. Used by one thread. */
public final class TestRequest {
    private final TestClient client;
    private final String method;
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private final StringJoiner cookies = new StringJoiner("; ").setEmptyValue("");
    private String target;
    private byte @Nullable [] body;
    private Duration timeout;

    TestRequest(TestClient client, String method, String target, Duration timeout) {
        this.client = client;
        this.method = method;
        this.target = requireVisible(target, "The target");
        this.timeout = timeout;
    }

    private static String requireVisible(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                throw new IllegalArgumentException(what + " '" + text
                        + "' has a space or control character. Tip: escape it as %20, or use query(name, value)");
            }
        }
        return text;
    }

    /**
     * Adds a header field. If the client has a default value for the field, for example for {@code host}, the new value
     * replaces the default.
     */
    public TestRequest header(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "The value of " + name + " has a line break. Tip: send malformed requests with TestConnection");
        }
        fields.add(Map.entry(name, value));
        return this;
    }

    /** Sets the media types that the client accepts. */
    public TestRequest accept(String mediaTypes) {
        return header(HttpHeader.ACCEPT, mediaTypes);
    }

    /** Adds a query parameter. Escapes the name and the value as HTML forms do. */
    public TestRequest query(String name, Object value) {
        String pair = URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value.toString(), UTF_8);
        target += (target.indexOf('?') < 0 ? "?" : "&") + pair;
        return this;
    }

    /** Adds a cookie. Does not escape the value. */
    public TestRequest cookie(String name, String value) {
        cookies.add(name + "=" + value);
        return this;
    }

    /** Sets the timeout for each step of the response. It replaces the timeout of the client. */
    public TestRequest timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** Sets the body. */
    public TestRequest bytes(String contentType, byte[] content) {
        body = content.clone();
        return hasField(HttpHeader.CONTENT_TYPE) ? this : header(HttpHeader.CONTENT_TYPE, contentType);
    }

    /** Sets a text body. The content type is {@code text/plain} unless another type was set before. */
    public TestRequest text(String content) {
        return bytes("text/plain; charset=utf-8", content.getBytes(UTF_8));
    }

    /** Sets a body of {@code application/json}. */
    public TestRequest json(String content) {
        return bytes("application/json", content.getBytes(UTF_8));
    }

    /**
     * Sets a body of {@code application/x-www-form-urlencoded}.
     *
     * @param namesAndValues names and values in turn, for example {@code form("name", "Ada", "age", "36")}
     */
    public TestRequest form(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("A form is names and values in turn: the last name has no value");
        }
        StringJoiner pairs = new StringJoiner("&");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(URLEncoder.encode(namesAndValues[i], UTF_8) + "="
                    + URLEncoder.encode(namesAndValues[i + 1], UTF_8));
        }
        return bytes("application/x-www-form-urlencoded", pairs.toString().getBytes(UTF_8));
    }

    /** Sets a body of {@code multipart/form-data}. */
    public TestRequest multipart(Multipart parts) {
        return bytes(parts.contentType(), parts.bytes());
    }

    /** Sets a body that is a protobuf message. Needs protobuf-java. */
    public TestRequest message(MessageLite message) {
        return bytes("application/protobuf", ProtobufBodies.bytes(message));
    }

    /**
     * Sends the request and waits for the whole response.
     *
     * @throws AssertionError if the response does not arrive in time or is malformed, or if the server does not close
     *     or keep the connection as the response states
     */
    public TestResponse send() {
        try (TestExchange exchange = start()) {
            return exchange.response();
        }
    }

    /** Sends the request without waiting for the response. */
    public TestExchange start() {
        return client.start(this);
    }

    String target() {
        return target;
    }

    Duration limit() {
        return timeout;
    }

    private boolean hasField(String name) {
        return fields.stream().anyMatch(field -> field.getKey().equalsIgnoreCase(name));
    }

    /**
     * Encodes the request.
     *
     * @param host default value of the Host field
     * @param kept cookies of the client; sent if the request has no cookies of its own
     */
    byte[] encode(String host, String kept) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (!hasField("host")) {
            head.append("host: ").append(host).append("\r\n");
        }
        String cookie = cookies.length() > 0 ? cookies.toString() : kept;
        if (!cookie.isEmpty() && !hasField("cookie")) {
            head.append("cookie: ").append(cookie).append("\r\n");
        }
        fields.forEach(field -> head.append(field.getKey() + ": " + field.getValue() + "\r\n"));
        if (body != null && !hasField(HttpHeader.CONTENT_LENGTH) && !hasField(HttpHeader.TRANSFER_ENCODING)) {
            head.append("content-length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(UTF_8);
        if (body == null) {
            return start;
        }
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
