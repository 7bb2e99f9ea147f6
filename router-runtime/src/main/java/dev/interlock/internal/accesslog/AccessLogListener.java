package dev.interlock.internal.accesslog;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listener that logs one line for each exchange, after its last event. */
final class AccessLogListener implements ExchangeListener {
    private final LineLayout layout;
    private final LoopClock clock;
    private final int buffer;
    private final LogWriter writer;
    /** Log of the event loop that runs on the current thread. */
    private final ThreadLocal<LoopLog> ofLoop = ThreadLocal.withInitial(this::newLog);

    AccessLogListener(AccessLogOptions options, List<RouteInfo> routes, LoopClock clock, LogWriter writer) {
        layout = LineLayout.of(options, routes);
        buffer = options.buffer();
        this.clock = clock;
        this.writer = writer;
    }

    /**
     * Client of a connection, as the lines of its exchanges need it.
     *
     * @param address address of the client
     */
    private record Client(LoopLog log, FixedText address) {}

    private LoopLog newLog() {
        LineRing ring = new LineRing(buffer);
        LoopLog log = new LoopLog(layout, clock, ring, writer);
        writer.add(ring);
        return log;
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        client(connection);
    }

    /**
     * Returns the client of a connection. Creates it when the connection opens. If there was no memory at that time,
     * creates it later.
     */
    private Client client(ObservedConnection connection) {
        Client client = (Client) connection.attachment(this);
        if (client == null) {
            LoopLog log = ofLoop.get();
            client = new Client(log, log.client(text(connection.remoteAddress())));
            connection.attach(this, client);
        }
        return client;
    }

    private static String text(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress) {
            // nginx logs the same text. The path of the socket says nothing about the client.
            return "unix:";
        }
        if (!(address instanceof InetSocketAddress internet)) {
            return address.toString();
        }
        return internet.isUnresolved()
                ? internet.getHostString()
                : internet.getAddress().getHostAddress();
    }

    @Override
    public void routed(ObservedExchange exchange) {
        ObservedConnection connection = exchange.connection();
        Capture capture =
                client(connection).log.capture(exchange.head(), exchange.route(), exchange.forwardedAuthority());
        exchange.attach(this, capture);
        connection.hold(capture.capacity());
    }

    @Override
    public void responseSent(ObservedExchange exchange) {
        write(exchange, null);
    }

    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        write(exchange, reason);
    }

    private void write(ObservedExchange exchange, @Nullable AbortReason reason) {
        ObservedConnection connection = exchange.connection();
        Client client = client(connection);
        Capture capture = (Capture) exchange.attachment(this);
        if (capture != null) {
            connection.hold(-capture.capacity());
        }
        client.log.write(exchange, address(exchange, client), capture, reason);
    }

    /** Returns the address of the client. It differs from the address of the connection only behind a trusted proxy. */
    private static FixedText address(ObservedExchange exchange, Client ofConnection) {
        SocketAddress address = exchange.clientAddress();
        return address == exchange.connection().remoteAddress()
                ? ofConnection.address
                : ofConnection.log.client(text(address));
    }
}
