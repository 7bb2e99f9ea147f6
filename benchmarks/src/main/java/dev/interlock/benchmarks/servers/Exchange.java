package dev.interlock.benchmarks.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A request to the shop and its expected response.
 *
 * @param body request body; empty if the method has no body
 * @param contentType content type of the response, empty if the response has no body
 */
// Exchanges are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Exchange(
        String method, String target, boolean hasBody, byte[] body, int status, String contentType, byte[] response) {
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final byte[] NONE = {};

    /**
     * Creates a request for a route.
     *
     * @param values values of the route's parameters
     */
    static Exchange of(Route route, long... values) {
        long sum = Arrays.stream(values).sum();
        byte[] body = route.kind() == Route.Kind.ORDER ? Messages.ORDER : NONE;
        return switch (route.kind()) {
            case TEXT -> of(route, values, body, OK, TEXT, route.text().getBytes(UTF_8));
            case NUMBER ->
                of(
                        route,
                        values,
                        body,
                        OK,
                        TEXT,
                        Long.toString(sum + route.number()).getBytes(US_ASCII));
            case RECEIPT -> of(route, values, body, OK, PROTOBUF, Messages.receipt(sum, route.number()));
            case ORDER -> of(route, values, body, CREATED, PROTOBUF, Messages.receiptOfOrder(sum, route.number()));
            case NOTHING -> of(route, values, body, NO_CONTENT, "", NONE);
        };
    }

    private static Exchange of(Route route, long[] values, byte[] body, int status, String type, byte[] response) {
        boolean hasBody = !route.method().equals("GET") && !route.method().equals("DELETE");
        return new Exchange(route.method(), route.target(values), hasBody, body, status, type, response);
    }

    /** Returns the encoded request. A closing request asks the server to close the connection. */
    byte[] bytes(boolean closing) {
        StringBuilder head = new StringBuilder(160)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: localhost\r\n");
        if (closing) {
            head.append("Connection: close\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: ").append(PROTOBUF).append("\r\n");
        }
        if (hasBody) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
