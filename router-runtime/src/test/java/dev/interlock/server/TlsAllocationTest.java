package dev.interlock.server;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.generated.codec.Results;
import dev.interlock.testing.HandlerRouter;
import io.netty.util.ResourceLeakDetector;
import java.io.DataInputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits the heap that the event loop allocates for a request over TLS. The server itself allocates nothing, but the
 * TLS engine allocates for each record; see docs/tls.md.
 */
final class TlsAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 6_000;
    private static final int MEASURED = 4_000;
    private static final int ROUNDS = 3;
    private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

    @TempDir
    private Path folder;

    private final AtomicLong loop = new AtomicLong();

    @ParameterizedTest
    @CsvSource({"jdk, 4000", "openssl, 250"})
    void allocatesLittleForEachRecord(String engine, long limit) throws Exception {
        TlsFiles files = new TlsFiles(folder);
        files.write("a", "a.example");
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try (HttpServer server = HttpServer.builder(HandlerRouter.with()
                                .get("/hello", (request, response) -> {
                                    loop.set(Thread.currentThread().getId());
                                    Results.writeText(response, "hello");
                                })
                                .router())
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .tls(files.tls("a"))
                        .arguments("--tls-engine", engine)
                        .start();
                SSLSocket socket = TlsFiles.connect(server.port(), "a.example")) {
            Exchanges exchanges = new Exchanges(socket);
            exchanges.make(WARM_UP);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getThreadAllocatedBytes(loop.get());
                exchanges.make(MEASURED);
                least = Math.min(least, (THREADS.getThreadAllocatedBytes(loop.get()) - before) / MEASURED);
            }
            assertWithMessage("bytes for each request").that(least).isLessThan(limit);
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    /** Sends one request after another on one connection. */
    private static final class Exchanges {
        private final OutputStream out;
        private final DataInputStream in;
        private final byte[] response;

        Exchanges(SSLSocket socket) throws Exception {
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            out.write(REQUEST);
            byte[] buffer = new byte[1024];
            int length = 0;
            while (!new String(buffer, 0, length, ISO_8859_1).endsWith("hello")) {
                length += in.read(buffer, length, buffer.length - length);
            }
            response = new byte[length];
        }

        void make(int count) throws Exception {
            for (int i = 0; i < count; i++) {
                out.write(REQUEST);
                in.readFully(response);
            }
        }
    }
}
