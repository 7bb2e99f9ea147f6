package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.ClosedLoop;
import dev.interlock.benchmarks.load.ConnectionPlan;
import dev.interlock.benchmarks.load.Exchange;
import dev.interlock.benchmarks.load.Protocol;
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
    PLAINTEXT(Tool.WRK, ConnectionPlan.kept(Protocol.HTTP1, Workload.FEW, 1)),
    /** Requests with two parameters in the path and one in the query. All parameters are numbers. */
    PARAMETERS(Tool.WRK, ConnectionPlan.kept(Protocol.HTTP1, Workload.FEW, 1)),
    /** The request has an order of about 300 bytes. The response has a receipt. */
    PROTOBUF(Tool.WRK, ConnectionPlan.kept(Protocol.HTTP1, Workload.FEW, 1)),
    /** Requests for all routes, in random order. */
    MIX(Tool.WRK, ConnectionPlan.kept(Protocol.HTTP1, Workload.FEW, 1)),
    /** Each request uses a new connection. */
    CONNECT(Tool.WRK, ConnectionPlan.closedByServer(Workload.FEW)),
    /** Each connection sends sixteen requests at a time. */
    PIPELINED(Tool.WRK, ConnectionPlan.kept(Protocol.HTTP1, Workload.FEW, 1)),
    /** Thousands of connections at the same time. */
    CONNECTIONS(Tool.WRK, ConnectionPlan.kept(Protocol.HTTP1, 8_000, 1)),
    /** Clients close each connection after ten requests. */
    LIMITED(Tool.OWN, ConnectionPlan.closedAfter(10, Protocol.HTTP1, 512)),
    /** HTTP/2 without TLS, one request at a time on each connection. */
    H2C_1(Tool.H2LOAD, ConnectionPlan.kept(Protocol.H2C, Workload.FEW, 1)),
    /** HTTP/2 without TLS, ten requests in progress on each connection. */
    H2C_10(Tool.H2LOAD, ConnectionPlan.kept(Protocol.H2C, Workload.SHARED, 10)),
    /** HTTP/2 without TLS, a hundred requests in progress on each connection. */
    H2C_100(Tool.H2LOAD, ConnectionPlan.kept(Protocol.H2C, Workload.SHARED, 100)),
    /** HTTP/1.1 over TLS 1.3. */
    TLS(Tool.H2LOAD, ConnectionPlan.kept(Protocol.HTTP1_TLS, Workload.FEW, 1)),
    /** Each request uses a new connection over TLS 1.3, with a full handshake. */
    TLS_CONNECT(Tool.OWN, ConnectionPlan.closedAfter(1, Protocol.HTTP1_TLS, Workload.FEW)),
    /** Each request uses a new connection over TLS 1.3, which resumes an earlier session. */
    TLS_RESUME(
            Tool.OWN,
            ConnectionPlan.closedAfter(1, Protocol.HTTP1_TLS, Workload.FEW).withResumption()),
    /** HTTP/2 over TLS 1.3, ten requests in progress on each connection. */
    H2_TLS(Tool.H2LOAD, ConnectionPlan.kept(Protocol.H2_TLS, Workload.SHARED, 10));

    private static final int FEW = 64;
    /** Number of connections that have many requests in progress. */
    private static final int SHARED = 16;

    private static final long SEED = 42;
    private static final int MIX_SIZE = 1_024;
    private static final int PIPELINE = 16;
    private static final int LEAST_SECONDS_OF_CONNECTIONS = 3;
    private static final int LARGEST_ID = 1_000_000;
    private static final String PARAMETERS_TEMPLATE = "/v1/users/{user}/orders/{order}?version={version}";
    /** Lowest plausible throughput of a server. */
    private static final int FLOOR = 1_000;

    private static final int FLOOR_OF_HANDSHAKES = 100;

    private final Tool tool;

    // A record of numbers, flags and an enum constant.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ConnectionPlan plan;

    Workload(Tool tool, ConnectionPlan plan) {
        this.tool = tool;
        this.plan = plan;
    }

    /** Programs that send as many requests as a server can answer. */
    enum Tool {
        WRK,
        H2LOAD,
        /** {@link ClosedLoop}. */
        OWN
    }

    Tool tool() {
        return tool;
    }

    ConnectionPlan plan() {
        return plan;
    }

    /** Returns the number of requests that are sent together. */
    int depth() {
        return this == PIPELINED ? PIPELINE : 1;
    }

    /** Returns whether the workload needs HTTP/2 or TLS, which not all servers have. */
    boolean needsProtocols() {
        return plan.protocol() != Protocol.HTTP1;
    }

    /**
     * Returns the length of the load in seconds. {@link #CONNECTIONS} needs a minimum, because opening its connections
     * takes seconds.
     */
    int seconds(int usual) {
        return this == CONNECTIONS ? Math.max(usual, LEAST_SECONDS_OF_CONNECTIONS) : usual;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether each request asks the server to close its connection. */
    boolean closesConnections() {
        return plan.askingToClose();
    }

    /**
     * Returns whether the latency at a fixed rate is also measured. Pipelined requests are excluded, because they do
     * not represent independent clients. {@link #CONNECTIONS} and connections with many streams are excluded, because
     * most of them would be idle at a fixed rate.
     */
    boolean isPaced() {
        return switch (this) {
            case PIPELINED, CONNECTIONS, H2C_10, H2C_100 -> false;
            default -> true;
        };
    }

    /** Returns the lowest plausible throughput, in requests per second. A slower server has stalled. */
    int floor() {
        return this == TLS_CONNECT || this == TLS_RESUME ? FLOOR_OF_HANDSHAKES : FLOOR;
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
                .map(route -> ShopExchange.of(route, values))
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
        return ShopExchange.of(route, values);
    }
}
