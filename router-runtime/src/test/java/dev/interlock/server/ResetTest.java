package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that reset their connections at any time leave no memory in use, and cause no error. */
@Timeout(60)
public final class ResetTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final int CLIENTS = 100;
    private static final long MOST_LEFT = 32 * 1024 * 1024;

    private static MeasuredServer server;
    private static Footprint fresh;

    @BeforeAll
    static void start() throws IOException {
        server = MeasuredServer.start(
                "-Xmx128m", "-Dio.netty.leakDetection.level=paranoid", "-Dinterlock.blocking-threads=200");
        answersHello();
        fresh = server.footprint();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Moment at which a client resets its connection. */
    public enum Moment {
        CONNECTED(""),
        IN_HEAD("GET /hello HTTP/1.1\r\nHo"),
        IN_BODY("POST /count" + END + "Content-Length: 100000\r\n\r\n" + "x".repeat(50_000)),
        IN_CHUNK("POST /count" + END + "Transfer-Encoding: chunked\r\n\r\nffff\r\n" + "x".repeat(50_000)),
        IN_REFUSED_BODY("POST /nothing" + END + "Content-Length: 60000\r\n\r\n" + "x".repeat(50_000)),
        IN_STREAMED_BODY("POST /upload" + END + "Content-Length: 1000000\r\n\r\n" + "x".repeat(50_000)),
        WHILE_AWAITED("GET /later" + END + "\r\n"),
        WHILE_AWAITED_FOR_EVER("GET /never" + END + "\r\n"),
        WHILE_BLOCKING("GET /blocking" + END + "\r\n"),
        WHILE_BLOCKING_WITH_MORE(("GET /blocking" + END + "\r\n").repeat(100)),
        BEFORE_LARGE_RESPONSE("GET /large" + END + "\r\n"),
        IN_LARGE_RESPONSE("GET /large" + END + "\r\n", true),
        IN_MANY_RESPONSES(("GET /copied" + END + "\r\n").repeat(20), true),
        IN_STREAMED_RESPONSE("GET /stream" + END + "\r\n", true);

        private final String sent;
        private final boolean reading;

        Moment(String sent) {
            this(sent, false);
        }

        Moment(String sent, boolean reading) {
            this.sent = sent;
            this.reading = reading;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeft(Moment moment) throws Exception {
        check(moment, CLIENTS);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("heavy")
    void nothingIsLeftOfMany(Moment moment) throws Exception {
        for (int i = 0; i < 20; i++) {
            check(moment, CLIENTS);
        }
    }

    private static void check(Moment moment, int clients) throws Exception {
        // Clients that read leave some memory in the allocator, so as many of these clients run before the measurement.
        reset(server, moment, moment.reading ? clients : 10);
        Footprint before = server.footprint();
        reset(server, moment, clients);
        answersHello();
        server.awaitReturnTo(before);
        assertWithMessage("bytes that all the moments until now left behind")
                .that(server.footprint().memory() - fresh.memory())
                .isLessThan(MOST_LEFT);
        server.assertNothingWentWrong();
    }

    /** Lets a number of clients reset their connections. */
    public static void reset(MeasuredServer server, Moment moment, int count) throws Exception {
        int calls = server.footprint().calls();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new RawClient(server.port()).send(moment.sent));
        }
        if (moment.name().startsWith("WHILE")) {
            server.awaitCalls(calls + count);
        }
        for (RawClient client : clients) {
            if (moment.reading) {
                client.skip(1000);
            }
            client.reset();
        }
    }

    private static void answersHello() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
        }
    }
}
