package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.Protocol;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Ports on which a server listens. HTTP/1.1 has a process of its own, so that HTTP/2 and TLS change neither its memory
 * nor its start. The variables are described in {@code benchmarks/peers/README.md}.
 */
enum Ports {
    /** Only HTTP/1.1 without TLS. */
    PLAIN,
    /** Also HTTP/2 without TLS, and both protocols over TLS. */
    ALL;

    private static final String H2C_PORT = "H2C_PORT";
    private static final String TLS_PORT = "TLS_PORT";

    /** Returns the environment variables of a server that starts now, with free ports. */
    Map<String, String> environment(Certificate certificate) throws IOException {
        if (this == PLAIN) {
            return Map.of();
        }
        try (ServerSocket h2c = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket tls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    H2C_PORT,
                    Integer.toString(h2c.getLocalPort()),
                    TLS_PORT,
                    Integer.toString(tls.getLocalPort()),
                    "TLS_CERTIFICATE",
                    certificate.chain().toString(),
                    "TLS_KEY",
                    certificate.key().toString());
        }
    }

    /** Returns the port of a server for a protocol. */
    static int of(StartedServer server, Protocol protocol) {
        return switch (protocol) {
            case HTTP1 -> server.port();
            case H2C -> Integer.parseInt(server.variable(H2C_PORT));
            case HTTP1_TLS, H2_TLS -> Integer.parseInt(server.variable(TLS_PORT));
        };
    }

    /** Returns whether servers with these ports run the workload. */
    boolean have(Workload workload) {
        return workload.needsProtocols() == (this == ALL);
    }

    /** Returns whether the server can listen on these ports. */
    boolean canBeOf(Contender contender) {
        return this == PLAIN || contender.hasProtocols();
    }
}
