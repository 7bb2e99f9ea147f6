package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import dev.interlock.server.TestRouter;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs a second protocol on the engine's connections, which do not depend on HTTP. */
final class EchoProtocolTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final String GET = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

    private final FaultyLink link = new FaultyLink();
    private EngineLoop loop;
    private Connection connection;

    @BeforeEach
    void open() {
        loop = TestLoop.of(new TestRouter(), link.tasks::add, EchoProtocolTest::echo);
        connection = loop.open(link);
        link.runTasks();
    }

    private static SessionFactory echo(LoopContext loop, LoopScratch scratch) {
        SessionFactory http = new Http1(Limits.DEFAULT, 1000, true).on(loop, scratch);
        return new EchoProtocol(http).on(loop, scratch);
    }

    private String exchange(String text) {
        connection.read(Unpooled.copiedBuffer(text, US_ASCII));
        connection.flush();
        return link.text();
    }

    @Test
    void echoesEveryLine() {
        assertThat(exchange("one\ntwo\nthr")).isEqualTo("one\ntwo\n");
        assertThat(exchange("ee\n")).isEqualTo("three\n");
        assertThat(connection.isAtRest()).isTrue();
    }

    @Test
    void sendsLastLineBeforeEnd() {
        assertThat(exchange("one\nbye\nthree\n")).isEqualTo("one\nbye\n");
        assertThat(link.outputShut).isTrue();
        assertThat(link.closed).isFalse();
        connection.inputEnded();
        assertThat(link.closed).isTrue();
    }

    @Test
    void anotherProtocolGetsBytesAfterUpgrade() {
        assertThat(exchange("one\nupgrade\n" + GET)).matches("(?s)one\nHTTP/1.1 200 OK\r\n.*\r\n\r\nhello");
        assertThat(exchange(GET)).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(exchange("one\n")).startsWith("HTTP/1.1 400 ");
    }

    /**
     * As after a 101 response, the server sends the last response, and gives the bytes after the request to the new
     * session.
     */
    @Test
    void echoFollowsHttp() {
        exchange("upgrade\n" + GET);
        connection.read(Unpooled.copiedBuffer(GET, US_ASCII));
        connection.replaceSession(new EchoProtocol(host -> {
                    throw new AssertionError("no further upgrade");
                })
                .on(loop.context(), loop.scratch()));
        connection.flush();
        assertThat(link.text()).matches("(?s)HTTP/1.1 200 OK\r\n.*\r\n\r\nhello");
        assertThat(exchange("one\ntwo\n")).isEqualTo("one\ntwo\n");
        assertThat(exchange("bye\n")).isEqualTo("bye\n");
        connection.closed();
        assertThat(loop.context().service().memory().heap().used()).isEqualTo(0);
    }

    @Test
    void furtherBytesDoNotExtendDeadlineOfLine() {
        exchange("on");
        connection.tick(System.nanoTime());
        exchange("e");
        connection.tick(System.nanoTime() + 2 * MINUTE);
        assertThat(link.text()).isEqualTo("too late\n");
    }

    @Test
    void clientsThatDoNotReadStopEcho() {
        link.writable = false;
        assertThat(exchange("one\n")).isEqualTo("one\n");
        assertThat(exchange("two\n")).isEmpty();
        assertThat(link.reading).isFalse();
        link.writable = true;
        connection.resume();
        assertThat(link.text()).isEqualTo("two\n");
        assertThat(link.reading).isTrue();
    }

    @Test
    void endsWhenClientHasClosedItsHalf() {
        exchange("one\n");
        connection.inputEnded();
        assertThat(link.closed).isTrue();
        connection.closed();
        assertThat(loop.context().service().memory().heap().used()).isEqualTo(0);
    }
}
