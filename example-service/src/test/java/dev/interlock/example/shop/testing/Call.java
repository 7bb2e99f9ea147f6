package dev.interlock.example.shop.testing;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestRequest;
import dev.interlock.testing.TestResponse;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request. The target is sent unchanged, so tests can send a malformed target.
 *
 * @param fields header lines, except those that state the length or the encoding of the body
 */
public record Call(String method, String target, List<String> fields, ByteString body) {
    public static Call of(String method, String target) {
        return new Call(method, target, List.of(), ByteString.EMPTY);
    }

    /** Returns a login whose response is a {@code SessionToken} in protobuf. */
    public static Call login(String email, String password) {
        String form = "email=" + encode(email, UTF_8) + "&password=" + encode(password, UTF_8);
        return of("POST", "/v1/auth/login").form(form).header("accept", "application/x-protobuf");
    }

    public Call header(String name, String value) {
        List<String> more = new ArrayList<>(fields);
        more.add(name + ": " + value);
        return new Call(method, target, more, body);
    }

    /** Returns this request without the fields of a name, which is in lower case. */
    public Call withoutHeader(String name) {
        List<String> fewer =
                fields.stream().filter(line -> !line.startsWith(name + ":")).toList();
        return new Call(method, target, fewer, body);
    }

    public Call as(String token) {
        return header("authorization", "Bearer " + token);
    }

    public Call body(String contentType, ByteString bytes) {
        Call typed = header("content-type", contentType);
        return new Call(method, target, typed.fields, bytes);
    }

    public Call form(String text) {
        return body("application/x-www-form-urlencoded", ByteString.copyFromUtf8(text));
    }

    public Call message(MessageLite message) {
        return body("application/x-protobuf", message.toByteString());
    }

    /** Sends this request with the test client of an application. */
    public TestResponse sendBy(TestClient client) {
        TestRequest request = client.request(method, target);
        for (String line : fields) {
            int colon = line.indexOf(':');
            request.header(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        boolean hasBody = !body.isEmpty();
        return (hasBody ? request.bytes("application/octet-stream", body.toByteArray()) : request).send();
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Returns whether the request states the length of its body, which may be 0. */
    public boolean hasBody() {
        return !body.isEmpty() || method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    byte[] bytes() {
        return join(head(hasBody() ? length() : ""), body);
    }

    /** Returns the request with its body in two chunks. */
    byte[] chunked() {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int half = body.size() / 2;
        for (ByteString part : new ByteString[] {body.substring(0, half), body.substring(half)}) {
            chunks.writeBytes((Integer.toHexString(part.size()) + "\r\n").getBytes(US_ASCII));
            chunks.writeBytes(part.toByteArray());
            chunks.writeBytes("\r\n".getBytes(US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
        return join(head("transfer-encoding: chunked\r\n"), ByteString.copyFrom(chunks.toByteArray()));
    }

    /** Returns the head of a request whose body follows after a response 100. */
    byte[] headThatExpectsContinue() {
        return head(length() + "expect: 100-continue\r\n");
    }

    private String length() {
        return "content-length: " + body.size() + "\r\n";
    }

    private byte[] head(String more) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nhost: localhost\r\n");
        fields.forEach(line -> head.append(line).append("\r\n"));
        return head.append(more).append("\r\n").toString().getBytes(US_ASCII);
    }

    private static byte[] join(byte[] head, ByteString rest) {
        return ByteString.copyFrom(head).concat(rest).toByteArray();
    }
}
