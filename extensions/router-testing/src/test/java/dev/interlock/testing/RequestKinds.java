package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Kinds of requests whose cost is measured. Each kind has its own route. */
final class RequestKinds {
    /**
     * A kind of request.
     *
     * @param segments segments of the request, in the order of their arrival
     * @param most limit on the ratio of the CPU time to the CPU time of an echo of as many bytes
     */
    record Kind(String name, List<byte[]> segments, int most) {
        /** Bytes of the request. */
        int length() {
            return segments.stream().mapToInt(segment -> segment.length).sum();
        }
    }

    /** Computes the result of a handler from its request. */
    interface Reading {
        Object read(Request request) throws Exception;
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final HandlerRouter.Builder routes = HandlerRouter.with();

    List<Kind> all() {
        return List.copyOf(kinds);
    }

    /** Routes of all kinds. */
    Router router() {
        return routes.router();
    }

    /** Adds a route without a kind. */
    void route(String path, HandlerRouter.Handler handler) {
        routes.post(path, handler, route -> route);
    }

    /** Adds a complete request. */
    void raw(String name, int most, String request) {
        kinds.add(new Kind(name, List.of(request.getBytes(UTF_8)), most));
    }

    /** Adds a GET whose response is the hash of the values that its handler reads. */
    void get(String name, int most, String query, String fields, Reading reading) {
        getAnswered(name, most, query, fields, hashing(reading), route -> route);
    }

    void getAnswered(
            String name,
            int most,
            String query,
            String fields,
            HandlerRouter.Handler handler,
            UnaryOperator<RouteInfo> settings) {
        routes.route("GET", path(name), handler, settings);
        raw(name, most, "GET " + path(name) + query + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n");
    }

    /** Adds a POST whose response is the hash of the values that its handler reads. */
    void post(String name, int most, String type, String body, Reading reading) {
        post(name, most, type, body.getBytes(UTF_8), reading);
    }

    void post(String name, int most, String type, byte[] body, Reading reading) {
        postAnswered(name, most, type, body, hashing(reading), route -> route);
    }

    void postAnswered(
            String name,
            int most,
            String type,
            byte[] body,
            HandlerRouter.Handler handler,
            UnaryOperator<RouteInfo> settings) {
        routes.post(path(name), handler, settings);
        kinds.add(new Kind(name, List.of(request(path(name), "Content-Type: " + type, body)), most));
    }

    /** Adds a POST request with a chunked body, given as its encoded chunks. */
    void chunked(String name, int most, String chunks) {
        routes.post(path(name), hashing(request -> request.body().length()), route -> route);
        raw(name, most, chunkedRequest(name, chunks));
    }

    /** Adds a chunked body that its handler reads while it arrives, in segments of a given size. */
    void streamed(
            String name,
            int most,
            String chunks,
            int segmentBytes,
            Execution execution,
            HandlerRouter.Handler handler) {
        routes.post(path(name), handler, route -> route.execution(execution).streamedBody(true));
        byte[] request = chunkedRequest(name, chunks).getBytes(UTF_8);
        List<byte[]> segments = new ArrayList<>();
        for (int from = 0; from < request.length; from += segmentBytes) {
            segments.add(Arrays.copyOfRange(request, from, Math.min(request.length, from + segmentBytes)));
        }
        kinds.add(new Kind(name, segments, most));
    }

    private static String chunkedRequest(String name, String chunks) {
        return "POST " + path(name) + " HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    private static String path(String name) {
        return "/" + name.replace(' ', '-');
    }

    private static HandlerRouter.Handler hashing(Reading reading) {
        return (request, response) -> hash(reading.read(request), response);
    }

    static void hash(Object value, Response response) {
        Results.writeText(response, value.hashCode());
    }

    /** Returns a POST request with a Content-Length. */
    static byte[] request(String path, String fields, byte[] body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** Repeats a text. The index of each copy replaces {@code #}. */
    static String many(int count, String each, String separator) {
        return IntStream.range(0, count)
                .mapToObj(i -> each.replace("#", "" + i))
                .collect(Collectors.joining(separator));
    }

    /** Returns names with the same hash code. */
    static List<String> colliding(int bits) {
        return IntStream.range(0, 1 << bits)
                .mapToObj(i -> IntStream.range(0, bits)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .toList();
    }
}
