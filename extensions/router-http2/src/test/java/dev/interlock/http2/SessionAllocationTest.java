package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.sun.management.ThreadMXBean;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.server.HttpServer;
import io.netty.util.ResourceLeakDetector;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The event loop allocates less than a byte for each request over a socket, alone or with many streams at a time. */
final class SessionAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 20_000;
    private static final int ROUNDS = 5;

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
                            RouteInfo.of(1, "POST", "/echo", "t.T.echo").consumes("*/*")));
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
                response.body().append(request.body());
                return;
            }
            long sum = LIMIT.toLong(request.query(QUERY).first(0))
                    + SHARD.toInt(request.headers(HEADERS).first(0));
            Results.writeText(response, sum);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 1", "GET, 10", "GET, 100", "POST, 10"})
    void requestsAllocateNothing(String method, int streams) throws Exception {
        Routes routes = new Routes();
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // Off before the server starts, because Netty would still track the buffers that exist already.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        HttpServer server = Http2Servers.start(routes);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Client client = new Client(socket, method, streams);
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

    /** Sends a request on many streams at a time. Sometimes opens the window of the connection. */
    private static final class Client {
        private static final int UPDATE_EACH = 300;

        private final OutputStream out;
        private final DataInputStream in;
        private final boolean hasBody;
        private final ByteBuffer several;
        private final int length;
        private final int streams;
        private final byte[] payload = new byte[1 << 14];
        private int next = 1;
        private int answered;
        private int answeredBytes;

        Client(Socket socket, String method, int streams) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            this.streams = streams;
            hasBody = method.equals("POST");
            byte[] block = Blocks.of(":method|" + method + "\n:scheme|http\n:path|"
                    + (hasBody ? "/echo" : "/numbers?limit=1000")
                    + "\n:authority|a.test\naccept|*/*\nx-shard|7\ncookie|a=b");
            int flags = FrameClient.END_HEADERS | (hasBody ? 0 : FrameClient.END_STREAM);
            byte[] head = FrameClient.encode(FrameType.HEADERS, flags, 0, block);
            byte[] body = FrameClient.encode(FrameType.DATA, FrameClient.END_STREAM, 0, new byte[100]);
            length = head.length + (hasBody ? body.length : 0);
            several = ByteBuffer.allocate(length * streams);
            for (int i = 0; i < streams; i++) {
                several.put(head);
                if (hasBody) {
                    several.put(body);
                }
            }
            out.write(Preface.bytes());
            out.write(FrameClient.encode(FrameType.SETTINGS, 0, 0, new byte[0]));
            out.write(FrameClient.encode(FrameType.SETTINGS, FrameClient.ACK, 0, new byte[0]));
        }

        void exchange(int requests) throws IOException {
            for (int left = requests; left > 0; left -= streams) {
                int headBytes = hasBody ? length - 109 : length;
                for (int i = 0; i < streams; i++) {
                    several.putInt(i * length + 5, next);
                    if (hasBody) {
                        several.putInt(i * length + headBytes + 5, next);
                    }
                    next += 2;
                }
                out.write(several.array());
                for (int ended = 0; ended < streams; ) {
                    ended += readFrame() ? 1 : 0;
                }
            }
        }

        /** Reads a frame. Returns whether it ends a stream. */
        private boolean readFrame() throws IOException {
            int first = in.readInt();
            int flags = in.readUnsignedByte();
            in.readInt();
            in.readFully(payload, 0, first >>> 8);
            int type = first & 0xff;
            assertThat(type).isNoneOf(FrameType.RST_STREAM, FrameType.GOAWAY);
            if (type == FrameType.DATA) {
                answeredBytes += first >>> 8;
            }
            boolean ends = type <= FrameType.HEADERS && (flags & FrameClient.END_STREAM) != 0;
            if (ends && ++answered % UPDATE_EACH == 0) {
                byte[] increment = FrameClient.bytes(answeredBytes);
                out.write(FrameClient.encode(FrameType.WINDOW_UPDATE, 0, 0, increment));
                answeredBytes = 0;
            }
            return ends;
        }
    }
}
