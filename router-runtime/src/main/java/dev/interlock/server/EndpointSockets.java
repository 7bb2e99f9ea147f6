package dev.interlock.server;

import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.transport.AcceptGate;
import dev.interlock.internal.transport.AcceptTimer;
import dev.interlock.internal.transport.ConnectionOpener;
import dev.interlock.internal.transport.EventLoops;
import dev.interlock.internal.transport.ListeningSocket;
import dev.interlock.internal.transport.OpenConnections;
import dev.interlock.internal.transport.Patience;
import dev.interlock.internal.transport.Transport;
import dev.interlock.internal.transport.UnixSocketFile;
import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Listening sockets of a server, and their gates. Endpoints of one group share a gate. Safe for use by several threads
 * after {@link #listen}.
 */
final class EndpointSockets {
    private final List<EndpointSettings> endpoints;
    private final EventLoops loops;
    private final EventLoop accepting;
    /** Gates by the number of the group, and the open connections of each gate. */
    private final List<AcceptGate> gates = new ArrayList<>();
    /** Open connections of each group of endpoints. */
    private final List<OpenConnections> open = new ArrayList<>();

    private final List<ListeningSocket> sockets = new ArrayList<>();

    /** @param accepting the accepting event loop */
    EndpointSockets(List<EndpointSettings> endpoints, EventLoops loops, EventLoop accepting, MemoryBudget memory) {
        this.endpoints = endpoints;
        this.loops = loops;
        this.accepting = accepting;
        for (EndpointSettings each : endpoints) {
            if (each.group() == gates.size()) {
                gates.add(gate(each, memory));
            }
        }
    }

    private AcceptGate gate(EndpointSettings endpoint, MemoryBudget memory) {
        OpenConnections connections = new OpenConnections();
        open.add(connections);
        int group = endpoint.group();
        return new AcceptGate(
                connections,
                endpoint.settings().get(Setting.MAX_CONNECTIONS),
                memory,
                (count, closed) -> loops.closeIdle(group, count, closed),
                new AcceptTimer(accepting, loops));
    }

    /**
     * Opens the sockets in the order of the endpoints. If this fails, the caller must call {@link #closeAtOnce}.
     *
     * @throws StartException if the system rejects an address
     */
    void listen(Transport transport) {
        for (int i = 0; i < endpoints.size(); i++) {
            sockets.add(open(endpoints.get(i), i, transport));
        }
    }

    private ListeningSocket open(EndpointSettings endpoint, int index, Transport transport) {
        AcceptGate gate = gates.get(endpoint.group());
        Settings settings = endpoint.settings();
        try {
            if (endpoint.address() != null) {
                ConnectionOpener opener = new ConnectionOpener(loops, transport, index, null, endpoint.tls());
                return ListeningSocket.open(endpoint.address(), transport, accepting, gate, opener);
            }
        } catch (Exception e) {
            // Netty also throws undeclared checked exceptions.
            throw BindFailure.of(settings, e);
        }
        return openUnix(Objects.requireNonNull(endpoint.endpoint()), index, transport, gate);
    }

    private ListeningSocket openUnix(Endpoint endpoint, int index, Transport transport, AcceptGate gate) {
        Path path = Objects.requireNonNull(endpoint.path());
        try {
            UnixSocketFile file = new UnixSocketFile(path, endpoint.permissions());
            ConnectionOpener opener = new ConnectionOpener(loops, transport, index, file, null);
            return ListeningSocket.open(file, transport, accepting, gate, opener);
        } catch (Exception e) {
            throw BindFailure.ofUnix(path, e);
        }
    }

    /** Closes the sockets. The kernel resets the connections that were not accepted. */
    // Nothing waits for the end of a closed socket.
    @SuppressWarnings("FutureReturnValueIgnored")
    void closeAtOnce() {
        for (ListeningSocket each : sockets) {
            each.closeAtOnce();
        }
    }

    /** Accepts all waiting clients, and closes the sockets. */
    void close(Patience patience, long deadline) throws InterruptedException {
        ListeningSocket.close(sockets, patience, deadline);
    }

    /**
     * Waits until no connection is open, or until the deadline.
     *
     * @return the number of open connections
     */
    int awaitConnections(Patience patience, long deadline) throws InterruptedException {
        int left = 0;
        for (OpenConnections each : open) {
            left += patience.await(each, deadline);
        }
        return left;
    }

    /** Returns the port of the main endpoint. */
    int port() {
        return sockets.get(0).port();
    }

    /** Returns the port of an added endpoint. */
    int port(Endpoint endpoint) {
        for (int i = 0; i < sockets.size(); i++) {
            if (endpoints.get(i).endpoint() == endpoint && endpoint.path() == null) {
                return sockets.get(i).port();
            }
        }
        throw new IllegalArgumentException("The server has no port for " + endpoint);
    }

    int openConnections() {
        int count = 0;
        for (OpenConnections each : open) {
            count += each.count();
        }
        return count;
    }

    int maxConnections() {
        int most = 0;
        for (AcceptGate each : gates) {
            most += each.maxConnections();
        }
        return most;
    }

    /** Returns the number of idle connections closed so far because new clients waited for a connection. */
    long closedIdle() {
        long closed = 0;
        for (AcceptGate each : gates) {
            closed += each.closedIdle();
        }
        return closed;
    }
}
