package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.SystemCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Kinds of load on a server. */
enum Workload {
    /** Requests with a constant response. */
    PLAINTEXT(Workload.FEW, 1),
    /** Requests with two parameters in the path and one in the query. All parameters are numbers. */
    PARAMETERS(Workload.FEW, 1),
    /** The request has an order of about 300 bytes. The response has a receipt. */
    PROTOBUF(Workload.FEW, 1),
    /** Requests for all routes, in random order. */
    MIX(Workload.FEW, 1),
    /** Each request uses a new connection. */
    CONNECT(Workload.FEW, 1),
    /** Each connection sends sixteen requests at a time. */
    PIPELINED(Workload.FEW, 16),
    /** Thousands of connections at the same time. */
    CONNECTIONS(8_000, 1);

    private static final int FEW = 64;
    private static final long SEED = 42;
    private static final int MIX_SIZE = 1_024;
    private static final int LEAST_SECONDS_OF_CONNECTIONS = 3;
    private static final int LARGEST_ID = 1_000_000;
    private static final String PARAMETERS_TEMPLATE = "/v1/users/{user}/orders/{order}?version={version}";

    private final int connections;
    private final int depth;

    Workload(int connections, int depth) {
        this.connections = connections;
        this.depth = depth;
    }

    int connections() {
        return connections;
    }

    /** Returns the number of requests that are sent together. */
    int depth() {
        return depth;
    }

    /**
     * Returns the length of the load in seconds. {@link #CONNECTIONS} needs a minimum, because opening its connections
     * takes seconds.
     */
    int seconds(int usual) {
        return this == CONNECTIONS ? Math.max(usual, LEAST_SECONDS_OF_CONNECTIONS) : usual;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether each request has its own connection. */
    boolean closesConnections() {
        return this == CONNECT;
    }

    /**
     * Returns whether the latency at a fixed rate is also measured. Pipelined requests are excluded, because they do
     * not represent independent clients. {@link #CONNECTIONS} is excluded, because most of its connections would be
     * idle at a fixed rate.
     */
    boolean isPaced() {
        return this != PIPELINED && this != CONNECTIONS;
    }

    /**
     * Returns whether the tool counts the system calls of this workload. With many connections, strace would mostly
     * count the calls that open and close connections.
     */
    boolean isCountedBy(SystemCalls tool) {
        return tool != SystemCalls.STRACE || this != CONNECTIONS;
    }

    /**
     * Returns the requests to send: for a mix, requests for all routes; otherwise, one request. Each call returns the
     * same requests.
     */
    List<Exchange> exchanges(List<Route> routes) {
        return switch (this) {
            case PARAMETERS -> List.of(exchange(routes, "GET", PARAMETERS_TEMPLATE, 271_828, 314_159, 7));
            case PROTOBUF -> List.of(exchange(routes, "POST", "/v1/orders"));
            case MIX -> mix(routes);
            default -> List.of(exchange(routes, "GET", "/plaintext"));
        };
    }

    private static Exchange exchange(List<Route> routes, String method, String template, long... values) {
        return routes.stream()
                .filter(route ->
                        route.method().equals(method) && route.template().equals(template))
                .map(route -> Exchange.of(route, values))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The routes lack " + method + " " + template));
    }

    private static List<Exchange> mix(List<Route> routes) {
        Random random = new Random(SEED);
        List<Exchange> mix = new ArrayList<>();
        for (int i = 0; i < MIX_SIZE; i++) {
            mix.add(random(routes.get(i % routes.size()), random));
        }
        Collections.shuffle(mix, random);
        return mix;
    }

    /** Creates a request for a route with random parameters. */
    static Exchange random(Route route, Random random) {
        long[] values = new long[route.parameters()];
        Arrays.setAll(values, parameter -> 1 + random.nextInt(LARGEST_ID));
        return Exchange.of(route, values);
    }
}
