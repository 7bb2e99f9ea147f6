package dev.interlock.example.shop;

import dev.interlock.example.shop.testing.Connection;
import dev.interlock.server.Endpoint;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.ReverseProxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Three replicas with one database behind a HAProxy, which sends each request to the next one. The field
 * {@code x-replica} of a response names the replica. Needs the program {@code haproxy}.
 */
final class ReplicatedShop implements AutoCloseable {
    static final String REPLICA = "x-replica";

    private static final int REPLICAS = 3;

    /** Requests that the proxy sends to one replica at the same time. It queues the others. */
    private static final int IN_PROGRESS = 500;

    /** Ends of the parts, the last part first. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    private final RunningShop first;
    private final ReverseProxy proxy;

    ReplicatedShop(Path directory) throws Exception {
        // A proxy that drops root's privileges must be able to enter the directory.
        if (!directory.toFile().setExecutable(true, false)) {
            throw new AssertionError(directory);
        }
        StringBuilder more = new StringBuilder(
                "balance roundrobin\n  timeout queue 120s\n  http-response set-header " + REPLICA + " %s");
        first = new RunningShop(Storage.POSTGRES);
        ends.push(first::close);
        for (int i = 1; i < REPLICAS; i++) {
            RunningShop replica = first.replica();
            ends.push(replica::close);
            more.append("\n  server replica").append(i).append(' ').append(serve(replica));
        }
        proxy = ReverseProxy.haproxy(directory, "http", serve(first), more.toString());
        ends.push(proxy::close);
    }

    /** Starts a server that takes the addresses of clients from the proxy. Returns its address for the proxy. */
    private String serve(RunningShop shop) {
        Endpoint proxied = Endpoint.tcp("127.0.0.1", 0).withProxyProtocol(true).withTrustedProxies("127.0.0.1");
        HttpServer server = HttpServer.builder(shop.router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .endpoint(proxied)
                .readiness(shop.readiness())
                .start();
        ends.push(server::close);
        return "127.0.0.1:" + server.port(proxied) + " send-proxy-v2 maxconn " + IN_PROGRESS;
    }

    /** Returns one of the replicas, for calls that bypass the proxy. */
    RunningShop first() {
        return first;
    }

    int port() {
        return proxy.port();
    }

    /**
     * Connects to the proxy.
     *
     * @param client number of the client, 0 to 249, which selects its address
     */
    Connection connect(int client) {
        return new Connection(address(client), port());
    }

    static InetAddress address(int client) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (client + 1)});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the names of the replicas. */
    static List<String> names() {
        return List.of("shop", "replica1", "replica2");
    }

    @Override
    public void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
