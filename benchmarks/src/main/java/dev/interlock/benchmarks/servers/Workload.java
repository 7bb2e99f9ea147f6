package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.SystemCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What the servers are asked for. */
enum Workload {
    /** A constant. */
    PLAINTEXT(Workload.FEW, 1),
    /** Two parameters in the path and one in the query, all of them numbers. */
    PARAMETERS(Workload.FEW, 1),
    /** An order of about 300 bytes in, a receipt out. */
    PROTOBUF(Workload.FEW, 1),
    /** All routes in random order. */
    MIX(Workload.FEW, 1),
    /** A connection for each request. */
    CONNECT(Workload.FEW, 1),
    /** Sixteen requests at a time on each connection. */
    PIPELINED(Workload.FEW, 16),
    /** Many connections at the same time. */
    CONNECTIONS(8_000, 1);

    private static final int FEW = 64;
    private static final long SEED = 42;
    private static final int MIX_SIZE = 1_024;
    private static final int LEAST_SECONDS_OF_CONNECTIONS = 3;
    private static final int LARGEST_ID = 1_000_000;
    private static final String PLAINTEXT_PATH = "/plaintext";
    private static final String PARAMETERS_PATH = "/v1/users/{user}/orders/{order}";
    private static final String PROTOBUF_PATH = "/v1/orders";

    private final int connections;
    private final int depth;

    Workload(int connections, int depth) {
        this.connections = connections;
        this.depth = depth;
    }

    int connections() {
        return connections;
    }

    /** How many requests are sent in one piece. */
    int depth() {
        return depth;
    }

    /** The seconds of a load, when so many are asked for: as many connections take some to be opened. */
    int seconds(int usual) {
        return this == CONNECTIONS ? Math.max(usual, LEAST_SECONDS_OF_CONNECTIONS) : usual;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether each request has a connection of its own. */
    boolean closesConnections() {
        return this == CONNECT;
    }

    /**
     * Whether the latency at a fixed rate is measured, too. Not of requests that come sixteen at a time, which are no independent
     * clients; nor of many connections, of which as few have a request under way at a fixed rate as there would be without the
     * others.
     */
    boolean isPaced() {
        return this != PIPELINED && this != CONNECTIONS;
    }

    /** Whether few connections are busy all the time, so that no system calls are needed to open or to close them. */
    boolean keepsFewConnections() {
        return connections == FEW && !closesConnections();
    }

    /** Whether a tool that slows the server down can count, which then does little but open and close so many connections. */
    boolean isCountedBy(SystemCalls tool) {
        return tool != SystemCalls.STRACE || this != CONNECTIONS;
    }

    /** What is sent, the same each time: one request, or as many as make a mix. */
    List<Exchange> exchanges(List<Route> routes) {
        return switch (this) {
            case PARAMETERS -> List.of(Exchange.of(find(routes, "GET", PARAMETERS_PATH), 271_828, 314_159, 7));
            case PROTOBUF -> List.of(Exchange.of(find(routes, "POST", PROTOBUF_PATH)));
            case MIX -> mix(routes);
            default -> List.of(Exchange.of(find(routes, "GET", PLAINTEXT_PATH)));
        };
    }

    private static Route find(List<Route> routes, String method, String template) {
        for (Route route : routes) {
            if (route.method().equals(method) && route.template().equals(template)) {
                return route;
            }
        }
        throw new IllegalArgumentException("The routes lack " + method + " " + template);
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

    /** A request of a route with random parameters. */
    static Exchange random(Route route, Random random) {
        long[] values = new long[route.parameters()];
        Arrays.setAll(values, parameter -> 1 + random.nextInt(LARGEST_ID));
        return Exchange.of(route, values);
    }
}
