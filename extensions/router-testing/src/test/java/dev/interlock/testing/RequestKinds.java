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
     * @param segments parts of the request that arrive separately, in their order
     * @param most maximum ratio of the CPU time of the request to the CPU time of an echo with the same number of bytes
     */
    record Kind(String name, List<byte[]> segments, int most) {
        /** Returns the number of bytes of the request. */
        int length() {
            return segments.stream().mapToInt(segment -> segment.length).sum();
        }
    }

    /** Work of a handler: computes a result from its request. */
    interface Reading {
        Object read(Request request) throws Exception;
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final HandlerRouter.Builder routes = HandlerRouter.with();

    List<Kind> all() {
        return List.copyOf(kinds);
    }

    /** Returns a router with the routes of all kinds. */
    Router router() {
        return routes.router();
    }

    /** Adds a route that belongs to no kind. */
    void route(String path, HandlerRouter.Handler handler) {
        routes.post(path, handler, route -> route);
    }

    /** Adds a kind with a complete request. Does not add a route. */
    void raw(String name, int most, String request) {
        kinds.add(new Kind(name, List.of(request.getBytes(UTF_8)), most));
    }

    /** Adds a kind with a GET request. Its handler returns the hash of the values that it reads. */
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

    /** Adds a kind with a POST request. Its handler returns the hash of the values that it reads. */
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

    /**
     * Adds a kind with a POST request that has a chunked body.
     *
     * @param chunks the encoded chunks
     */
    void chunked(String name, int most, String chunks) {
        routes.post(path(name), hashing(request -> request.body().length()), route -> route);
        raw(name, most, chunkedRequest(name, chunks));
    }

    /**
     * Adds a kind with a chunked body. The body arrives in segments of a given size, and the handler reads it
     * meanwhile.
     */
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

    /** Repeats a text, separated by {@code separator}. Replaces {@code #} in each copy by the index of the copy. */
    static String many(int count, String each, String separator) {
        return IntStream.range(0, count)
                .mapToObj(i -> each.replace("#", "" + i))
                .collect(Collectors.joining(separator));
    }

    /**
     * Returns different names that all have the same hash code.
     *
     * @param bits the binary logarithm of their number
     */
    static List<String> colliding(int bits) {
        return IntStream.range(0, 1 << bits)
                .mapToObj(i -> IntStream.range(0, bits)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .toList();
    }
}
