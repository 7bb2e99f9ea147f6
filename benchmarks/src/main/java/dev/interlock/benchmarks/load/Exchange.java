package dev.interlock.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/**
 * A request and its expected response.
 *
 * @param body request body; empty if the method has no body
 * @param contentType content type of the response, empty if the response has no body
 */
// Arrays are allowed here, because exchanges are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Exchange(String method, String target, byte[] body, int status, String contentType, byte[] response) {
    /** Content type of every request body. */
    public static final String PROTOBUF = "application/x-protobuf";

    public boolean hasBody() {
        return !method.equals("GET") && !method.equals("DELETE");
    }

    /**
     * Returns the request, encoded for HTTP/1.1.
     *
     * @param closing whether the request asks the server to close the connection
     */
    public byte[] bytes(boolean closing) {
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (closing ? "Connection: close\r\n" : "")
                + (body.length > 0 ? "Content-Type: " + PROTOBUF + "\r\n" : "")
                + (hasBody() ? "Content-Length: " + body.length + "\r\n" : "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + "\r\n").getBytes(US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
