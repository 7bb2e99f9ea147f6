package dev.interlock.example.shop.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request, byte for byte: the target is sent as it stands, so that malformed ones can be.
 *
 * @param fields header lines besides those that frame the message
 */
public record Call(String method, String target, List<String> fields, byte[] body) {
    private static final byte[] NO_BODY = {};

    public static Call of(String method, String target) {
        return new Call(method, target, List.of(), NO_BODY);
    }

    public Call header(String name, String value) {
        List<String> more = new ArrayList<>(fields);
        more.add(name + ": " + value);
        return new Call(method, target, more, body);
    }

    public Call as(String token) {
        return header("authorization", "Bearer " + token);
    }

    public Call body(String contentType, byte[] bytes) {
        Call typed = header("content-type", contentType);
        return new Call(method, target, typed.fields, bytes);
    }

    public Call form(String text) {
        return body("application/x-www-form-urlencoded", text.getBytes(UTF_8));
    }

    public Call message(MessageLite message) {
        return body("application/x-protobuf", message.toByteArray());
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nhost: localhost\r\n");
        fields.forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0 || method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            head.append("content-length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
