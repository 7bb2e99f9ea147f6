package dev.interlock.benchmarks.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.syntax.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests of one measurement. All request lines are in one array, as in a server's read buffer. Routers that take
 * strings get each path as a string. The expected route of each request is known, because its path was made from that
 * route.
 */
final class Lookups {
    /** Number of lookups in one pass. Branch predictors cannot remember that many. */
    static final int COUNT = 16_384;

    private static final long SEED = 20_261_124;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<String> paths = new ArrayList<>(COUNT);
    private final int[] methods = new int[COUNT];
    private final int[] starts = new int[COUNT];
    private final int[] ends = new int[COUNT];
    private final int[] endpoints = new int[COUNT];
    private final int[] captured = new int[COUNT];
    private final byte[] bytes;

    private Lookups(RouteSet routes, Order order) {
        Random random = new Random(SEED);
        Values values = new Values(random);
        for (int i = 0; i < COUNT; i++) {
            endpoints[i] = order.endpoint(i, routes.size(), random);
            add(i, routes.endpoints().get(endpoints[i]), values);
        }
        bytes = text.toByteArray();
    }

    /** Creates lookups. The same set and order give the same lookups. */
    static Lookups of(RouteSet routes, Order order) {
        return new Lookups(routes, order);
    }

    private void add(int lookup, Endpoint endpoint, Values values) {
        StringBuilder path = new StringBuilder();
        for (String segment : endpoint.segments()) {
            path.append('/');
            if (segment.startsWith("{")) {
                String name = Endpoint.nameOf(segment);
                String value = Endpoint.isCatchAll(segment) ? values.rest(name) : values.of(name);
                captured[lookup] += value.length();
                path.append(value);
            } else {
                path.append(segment);
            }
        }
        paths.add(path.toString());
        methods[lookup] = methodNumber(endpoint.method());
        text.writeBytes((endpoint.method() + " ").getBytes(US_ASCII));
        starts[lookup] = text.size();
        text.writeBytes(path.toString().getBytes(US_ASCII));
        ends[lookup] = text.size();
        text.writeBytes(" HTTP/1.1\r\n".getBytes(US_ASCII));
    }

    /** Returns the methods of all lookups. */
    Stream<String> methodNames() {
        return IntStream.range(0, COUNT).mapToObj(this::methodName);
    }

    String methodName(int lookup) {
        return METHODS.get(methods[lookup]);
    }

    /** Returns the number of a method in {@link HttpMethod}. */
    static int methodNumber(String method) {
        int number = METHODS.indexOf(method);
        if (number < 0) {
            throw new IllegalArgumentException("The method " + method + " is none of " + METHODS);
        }
        return number;
    }

    /** Returns how many method numbers there are. */
    static int methodCount() {
        return METHODS.size();
    }

    byte[] bytes() {
        return bytes;
    }

    int method(int lookup) {
        return methods[lookup];
    }

    /** Returns the start of the path in {@link #bytes}. */
    int start(int lookup) {
        return starts[lookup];
    }

    /** Returns the end of the path in {@link #bytes}. */
    int end(int lookup) {
        return ends[lookup];
    }

    String path(int lookup) {
        return paths.get(lookup);
    }

    /** Returns the endpoint whose template the path was made from. */
    int endpoint(int lookup) {
        return endpoints[lookup];
    }

    /** Returns the total length of all captured values in the path, in characters. */
    int capturedLength(int lookup) {
        return captured[lookup];
    }
}
