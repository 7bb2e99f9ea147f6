package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.proxyprotocol.Headers;
import dev.interlock.log.AccessLog;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import io.netty.util.ResourceLeakDetector;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event loop of a real server allocates less than a byte for each request over a socket. */
final class ServerAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 20_000;
    private static final int ROUNDS = 5;
    private static final byte[] BYTES = "0123456789".repeat(2_000).getBytes(ISO_8859_1);

    private static final class Routes extends Router {
        private static final FieldNames QUERY = FieldNames.of("limit");
        private static final FieldNames HEADERS = FieldNames.ofHeaders("x-shard");
        private static final Parameter LIMIT = Parameter.query("limit");
        private static final Parameter SHARD = Parameter.header("x-shard");

        private volatile Thread loop = Thread.currentThread();

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/numbers", "t.T.numbers").produces("text/plain"),
                            RouteInfo.of(1, "GET", "/array", "t.T.array")));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return bytes[from + 1] == 'n' ? 0 : 1;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (loop != Thread.currentThread()) {
                loop = Thread.currentThread();
            }
            if (route == 1) {
                Results.writeBytes(response, BYTES);
                return;
            }
            long sum = LIMIT.toLong(request.query(QUERY).first(0))
                    + SHARD.toInt(request.headers(HEADERS).first(0));
            Results.writeText(response, sum);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/numbers?limit=1000", "/array"})
    void requestsAllocateNothing(String target) throws Exception {
        requestsAllocateNothing(target, builder -> {});
    }

    /** Also tests a listener that reads all properties of an exchange. */
    @ParameterizedTest
    @ValueSource(strings = {"/numbers?limit=1000", "/array"})
    void requestsWithListenerAllocateNothing(String target) throws Exception {
        Sums sums = new Sums();
        requestsAllocateNothing(target, builder -> builder.listener(sums));
        assertThat(sums.exchanges).isAtLeast(WARM_UP);
        assertThat(sums.bytes).isAtLeast(100L * WARM_UP);
        assertThat(sums.nanos).isAtLeast(1);
    }

    /** Logs each request, with a query, a masked parameter, header fields and a cookie. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "combined"})
    void requestsWithAccessLogAllocateNothing(String format, @TempDir Path directory) throws Exception {
        AccessLog log = format.equals("json") ? AccessLog.json() : AccessLog.combined();
        Path file = directory.resolve("access.log");
        String[] fields = ("time,client,method,path,query,protocol,host,status,responseBytes,durationUs,firstByteUs,"
                        + "route,handler,aborted,userAgent,referer,traceId,header.x-shard,header.accept,cookie.a")
                .split(",");
        requestsAllocateNothing(
                "/numbers?limit=1000&token=abc",
                builder ->
                        builder.accessLog(log.withFile(file).withFields(fields).withRotation(0, 0)));
        try (Stream<String> lines = Files.lines(file)) {
            // The log drops lines if its thread gets no processor for long.
            assertThat(lines.filter(line -> line.contains("token=***")).count()).isAtLeast(WARM_UP);
        }
    }

    private static final class Sums implements ExchangeListener {
        private static final byte[] SHARD = "x-shard".getBytes(ISO_8859_1);

        private final Slice shard = new Slice();
        private long exchanges;
        private long bytes;
        private long nanos;

        @Override
        public void requestBegun(ObservedExchange exchange) {
            RequestHead head = exchange.head();
            exchange.attach(this, head.value(head.find(SHARD), shard).length() > 0 ? this : null);
        }

        @Override
        public void responseSent(ObservedExchange exchange) {
            exchanges += exchange.attachment(this) == this && exchange.route() != null ? 1 : 0;
            bytes += exchange.responseBytes();
            nanos += exchange.lastByteNanos() - exchange.begunNanos();
        }
    }

    /** The routes of both routers have the same numbers, and a proxy states the address of the client. */
    @Test
    void requestsToAnEndpointAllocateNothing(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("access.log");
        AccessLog log = AccessLog.json()
                .withFile(file)
                .withFields("client", "route", "handler")
                .withRotation(0, 0);
        WhoRouter main = new WhoRouter("main");
        Routes routes = new Routes();
        Endpoint endpoint = Endpoint.tcp("127.0.0.1", 0).withRouter(routes).withProxyProtocol(true);
        requestsAllocateNothing(
                routes,
                HttpServer.builder(main).endpoint(endpoint).accessLog(log),
                server -> connectToEndpoint(server, endpoint),
                "/numbers?limit=1000");
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(line -> line.contains("203.0.113.7") && line.contains("t.T.numbers"))
                            .count())
                    .isAtLeast(WARM_UP);
        }
    }

    private static Socket connectToEndpoint(HttpServer server, Endpoint endpoint) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/who").response().status()).isEqualTo(200);
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(endpoint));
        socket.getOutputStream().write(Headers.binary("203.0.113.7", 1));
        return socket;
    }

    /** Connects to a server. */
    private interface Connector {
        Socket connect(HttpServer server) throws IOException;
    }

    private static void requestsAllocateNothing(String target, Consumer<ServerBuilder> options) throws Exception {
        Routes routes = new Routes();
        ServerBuilder builder = HttpServer.builder(routes);
        options.accept(builder);
        requestsAllocateNothing(
                routes, builder, server -> new Socket(InetAddress.getLoopbackAddress(), server.port()), target);
    }

    private static void requestsAllocateNothing(
            Routes routes, ServerBuilder builder, Connector connector, String target) throws Exception {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // Switched off before the server starts, because buffers that exist before would still be tracked.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        HttpServer server =
                builder.host("127.0.0.1").port(0).eventLoopThreads(1).start();
        try (Socket socket = connector.connect(server)) {
            socket.setTcpNoDelay(true);
            Client client = new Client(
                    socket,
                    "GET " + target
                            + " HTTP/1.1\r\nHost: a\r\nAccept: text/plain\r\nX-Shard: 7\r\nCookie: a=b\r\n\r\n");
            client.exchange(WARM_UP);
            long fewest = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getThreadAllocatedBytes(routes.loop.getId());
                client.exchange(MEASURED);
                fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(routes.loop.getId()) - before);
            }
            assertThat(routes.loop.getName()).startsWith("interlock");
            assertWithMessage("bytes that %s requests allocate", MEASURED)
                    .that(fewest)
                    .isLessThan(MEASURED);
        } finally {
            ResourceLeakDetector.setLevel(level);
            server.close();
        }
    }

    /** Sends a request many times, one and sixteen at a time in turn, and reads responses of equal length. */
    private static final class Client {
        private static final int PIPELINED = 16;

        private final OutputStream out;
        private final DataInputStream in;
        private final byte[] one;
        private final byte[] several;
        private final byte[] result;

        Client(Socket socket, String request) throws IOException {
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            one = request.getBytes(ISO_8859_1);
            several = request.repeat(PIPELINED).getBytes(ISO_8859_1);
            out.write(one);
            byte[] first = new byte[BYTES.length + 1000];
            int length = 0;
            int whole;
            do {
                length += in.read(first, length, first.length - length);
                whole = wholeLength(new String(first, 0, length, ISO_8859_1));
            } while (whole < 0 || length < whole);
            result = new byte[whole];
        }

        private static int wholeLength(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return -1;
            }
            assertThat(text).startsWith("HTTP/1.1 200 ");
            String field = "Content-Length: ";
            int at = text.indexOf(field) + field.length();
            return end + 4 + Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        }

        void exchange(int requests) throws IOException {
            int left = requests;
            while (left > 0) {
                out.write(several);
                read(PIPELINED);
                out.write(one);
                read(1);
                left -= PIPELINED + 1;
            }
        }

        private void read(int responses) throws IOException {
            for (int i = 0; i < responses; i++) {
                in.readFully(result);
            }
            assertThat(result[0]).isEqualTo('H');
        }
    }
}
