package dev.interlock.example.shop.lifetime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.MessageLite;
import dev.interlock.example.shop.proto.ShopProto.Line;
import dev.interlock.example.shop.proto.ShopProto.NewOrder;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that views and writers are valid until the end of their request and not longer. Uses a real server and every
 * kind of handler.
 */
final class LifetimeTest {
    private final KeepingController controller = new KeepingController();
    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.builder(KeepingApiRouter.of(controller))
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kept/on-loop", "/kept/blocking"})
    void keptObjectsThrowAfterHandler(String target) {
        try (Connection connection = new Connection(server.port())) {
            ReceivedResponse response = connection.send(Call.of("POST", target).message(order("first", 40, 2)));

            assertThat(response.text()).isEqualTo("first 42");
            awaitEnd(connection);
            assertAllRefuse(9, "Tip: copy what outlives the handler");
        }
    }

    @Test
    void writerThrowsAfterHandler() {
        try (Connection connection = new Connection(server.port())) {
            assertThat(connection.send(Call.of("POST", "/kept/writer")).status())
                    .isEqualTo(200);
            awaitEnd(connection);
            assertAllRefuse(1, "use a writer between its begin and its end, within its request");
        }
    }

    @Test
    void asynchronousHandlerReadsItsOwnRequest() throws Throwable {
        try (Connection slow = new Connection(server.port());
                Connection other = new Connection(server.port())) {
            CompletableFuture<ReceivedResponse> response = CompletableFuture.supplyAsync(
                    () -> slow.send(Call.of("POST", "/kept/later").message(order("mine", 40, 2))));
            CompletableFuture<Void> told = controller.waiting.poll(10, TimeUnit.SECONDS);
            int kept = controller.uses.size();
            for (int i = 0; i < 50; i++) {
                other.send(Call.of("POST", "/kept/on-loop").message(order("theirs", i, i)));
            }

            controller.uses.get(0).execute();
            assertThat(told).isNotNull();
            told.complete(null);

            assertThat(response.get(10, TimeUnit.SECONDS).text()).isEqualTo("mine 42");
            awaitEnd(slow);
            for (Executable use : controller.uses.subList(0, kept)) {
                assertThrows(IllegalStateException.class, use);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kept/on-loop", "/kept/blocking"})
    void keptObjectsThrowForeverInTests(String target) {
        try (TestClient client = TestClient.of(KeepingApiRouter.of(controller))) {
            for (int i = 0; i < 3; i++) {
                client.post(target)
                        .message(order("order " + i, i, 2))
                        .send()
                        .assertThat()
                        .hasStatus(200);
            }

            int first = controller.uses.size() / 3;
            for (Executable use : controller.uses.subList(0, 2 * first)) {
                assertThrows(IllegalStateException.class, use);
            }
        }
    }

    /**
     * Waits until the server has ended the exchange. The client may receive the response a little earlier. The response
     * to a second request shows that the first exchange has ended.
     */
    private static void awaitEnd(Connection connection) {
        assertThat(connection.send(Call.of("OPTIONS", "/kept/writer")).status()).isEqualTo(204);
    }

    private void assertAllRefuse(int count, String reason) {
        assertThat(controller.uses).hasSize(count);
        for (Executable use : controller.uses) {
            assertThat(assertThrows(IllegalStateException.class, use))
                    .hasMessageThat()
                    .contains(reason);
        }
    }

    private static MessageLite order(String note, long first, long second) {
        return NewOrder.newBuilder()
                .setNote(note)
                .addLines(Line.newBuilder().setProductId(first).setQuantity(1))
                .addLines(Line.newBuilder().setProductId(second).setQuantity(1))
                .build();
    }
}
