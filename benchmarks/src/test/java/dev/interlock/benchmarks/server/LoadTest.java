package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.Channel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the load generator with the peer server, and the peer server with the load generator. */
final class LoadTest {
    private static final List<Question> QUESTIONS =
            List.of(new Question("/", "Hello, World!"), new Question("/other?a=b", "Hello, World!"));

    private static Channel server;

    @BeforeAll
    static void start() {
        server = HttpServerCodecPeer.start(0, NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }

    @AfterAll
    static void stop() {
        server.eventLoop().parent().shutdownGracefully().syncUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void countsRequests(int depth) throws IOException {
        try (Load load = new Load(HttpServerCodecPeer.port(server), QUESTIONS, 5, depth)) {
            assertThat(load.run(1000)).isAtLeast(1000L);
            assertThat(load.answered()).isLessThan(1000L + depth);
            assertThat(load.run(1)).isEqualTo((long) depth);
        }
    }

    @Test
    void reportsWrongResponse() {
        List<Question> questions = List.of(new Question("/", "Hello, Moon!"));

        IOException thrown = assertThrows(
                IOException.class, () -> new Load(HttpServerCodecPeer.port(server), questions, 1, 1).close());

        assertThat(thrown).hasMessageThat().contains("Hello, World!");
    }
}
