package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    /** Log of the event loop whose thread asks. */
    private final ThreadLocal<LoopLog> ofLoop = ThreadLocal.withInitial(this::newLog);

    AccessLogListener(AccessLogOptions options, List<RouteInfo> routes, LoopClock clock, LogWriter writer) {
        layout = LineLayout.of(options, routes);
        buffer = options.buffer();
        this.clock = clock;
        this.writer = writer;
    }

    /**
     * Objects that one connection needs for its lines.
     *
     * @param address address of the client
     */
    // The array is shared, but nobody writes to it.
    @SuppressWarnings("ArrayRecordComponent")
    private record Client(LoopLog log, byte[] address) {}

    private LoopLog newLog() {
        LineRing ring = new LineRing(buffer);
        LoopLog log = new LoopLog(layout, clock, buffer, ring, writer);
        writer.add(ring);
        return log;
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        client(connection);
    }

    /** Returns the client of a connection. Creates it if the memory was exhausted before. */
    private Client client(ObservedConnection connection) {
        Client client = (Client) connection.attachment(this);
        if (client == null) {
            client = new Client(ofLoop.get(), text(connection.remoteAddress()).getBytes(UTF_8));
            connection.attach(this, client);
        }
        return client;
    }

    private static String text(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress) {
            // Like nginx. The path of the socket says nothing about the client.
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
        LoopLog log = client(exchange.connection()).log;
        exchange.attach(this, log.capture(exchange.head(), exchange.route()));
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
        Client client = client(exchange.connection());
        client.log.write(exchange, address(exchange, client), (Capture) exchange.attachment(this), reason);
    }

    /** Returns the address of the client. Only a request behind a trusted proxy has another one than its connection. */
    private static byte[] address(ObservedExchange exchange, Client ofConnection) {
        SocketAddress address = exchange.clientAddress();
        return address.equals(exchange.connection().remoteAddress())
                ? ofConnection.address
                : text(address).getBytes(UTF_8);
    }
}
