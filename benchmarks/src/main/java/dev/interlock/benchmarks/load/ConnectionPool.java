package dev.interlock.benchmarks.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** All connections of a load to one server. Knows which of them can take a request. Not thread-safe. */
final class ConnectionPool implements Closeable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long POLL_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final List<HttpConnection> connections = new ArrayList<>();
    /** Connections that can take a request. A connection with several streams occurs once for each free stream. */
    private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();
    /** Connections whose responses were completed by the last read of the sockets. */
    private final List<HttpConnection> over = new ArrayList<>();

    private final int exchanges;
    private final @Nullable TlsClient tls;
    private final LongConsumer answered;
    private int nextExchange;

    /**
     * Opens the connections that are kept open. Other connections are opened by their first requests.
     *
     * @param answered receives the due time of each request when its response is complete
     * @throws IOException when the server does not accept the connections in time
     */
    ConnectionPool(int port, List<Exchange> exchanges, ConnectionPlan plan, LongConsumer answered) throws IOException {
        this.exchanges = exchanges.size();
        this.answered = answered;
        tls = plan.protocol().isTls() ? new TlsClient(plan) : null;
        SocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<Wire> wires = new ArrayList<>();
        for (int place = 0; place < plan.connections(); place++) {
            wires.add(tls == null ? new TcpWire(server) : new TlsWire(server, tls, place));
        }
        connections.addAll(plan.protocol().isHttp2() ? http2(wires, exchanges, plan) : http1(wires, exchanges, plan));
        try {
            if (plan.isKept()) {
                connect();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        for (int stream = 0; stream < plan.streams(); stream++) {
            free.addAll(connections);
        }
    }

    private List<Http1Connection> http1(List<Wire> wires, List<Exchange> exchanges, ConnectionPlan plan) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(HttpConnection.BUFFER_BYTES);
        Http1Connection.Requests requests = Http1Connection.Requests.of(exchanges, plan.askingToClose(), buffer);
        return wires.stream()
                .map(wire -> new Http1Connection(wire, selector, requests, plan.requestsEach(), this::answered))
                .toList();
    }

    private List<Http2Connection> http2(List<Wire> wires, List<Exchange> exchanges, ConnectionPlan plan) {
        ChannelHandlerContext context = new EmbeddedChannel(new ChannelInboundHandlerAdapter())
                .pipeline()
                .firstContext();
        List<Http2Headers> fields =
                exchanges.stream().map(exchange -> fields(exchange, plan)).toList();
        ByteBuffer buffer = ByteBuffer.allocateDirect(HttpConnection.BUFFER_BYTES);
        Http2Connection.Requests requests = new Http2Connection.Requests(exchanges, fields, context, buffer);
        return wires.stream()
                .map(wire -> new Http2Connection(wire, selector, requests, plan, this::answered))
                .toList();
    }

    private static Http2Headers fields(Exchange exchange, ConnectionPlan plan) {
        Http2Headers fields = new DefaultHttp2Headers()
                .method(exchange.method())
                .scheme(plan.protocol().isTls() ? "https" : "http")
                .authority("localhost")
                .path(exchange.target());
        if (exchange.body().length > 0) {
            fields.set("content-type", Exchange.PROTOBUF);
        }
        return exchange.hasBody() ? fields.set("content-length", Integer.toString(exchange.body().length)) : fields;
    }

    private void connect() throws IOException {
        long begin = System.nanoTime();
        for (HttpConnection connection : connections) {
            connection.begin();
            while (!connection.isReady()) {
                select(true);
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw new IOException("The server does not accept " + connections.size() + " connections in time");
                }
            }
        }
    }

    private void answered(HttpConnection connection, long due) {
        over.add(connection);
        answered.accept(due);
    }

    /** Returns whether a connection can take a request. */
    boolean hasFree() {
        return !free.isEmpty();
    }

    /** Sends the next request over a free connection. */
    void send(long due) throws IOException {
        int exchange = nextExchange;
        nextExchange = (nextExchange + 1) % exchanges;
        free.remove().send(exchange, due);
    }

    /**
     * Reads all available responses.
     *
     * @param isWaiting whether to wait a short time for a response if there is none
     */
    void poll(boolean isWaiting) throws IOException {
        select(isWaiting);
        renew();
    }

    private void select(boolean isWaiting) throws IOException {
        try {
            if (isWaiting) {
                selector.select(ConnectionPool::ready, POLL_MILLIS);
            } else {
                selector.selectNow(ConnectionPool::ready);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void ready(SelectionKey key) {
        try {
            ((HttpConnection) key.attachment()).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Prepares connections for their next requests. Called after all available responses were read, because the time to
     * close and open connections must not count as latency of these responses. Called before the selector is used
     * again, because it would report the sockets that the server has closed.
     */
    private void renew() throws IOException {
        for (HttpConnection connection : over) {
            connection.renew();
            free.add(connection);
        }
        over.clear();
    }

    /**
     * Checks that TLS sessions were resumed as planned.
     *
     * @throws IOException when they were not, with the numbers of resumed and full handshakes
     */
    void checkSessions() throws IOException {
        if (tls != null) {
            tls.check();
        }
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
        selector.close();
        if (tls != null) {
            tls.close();
        }
    }
}
