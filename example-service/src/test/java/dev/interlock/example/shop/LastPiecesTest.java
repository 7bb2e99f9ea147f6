package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.Together;
import dev.interlock.server.HttpServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hundred concurrent clients make ten thousand attempts to buy the last hundred pieces, at three replicas. */
@Tag("heavy")
@Timeout(300)
final class LastPiecesTest {
    private static final int PURCHASES = 10_000;
    private static final int CLIENTS = 200;
    private static final int PIECES = 100;

    @Test
    void exactlyHundredAreSold() throws Exception {
        try (RunningShop first = new RunningShop(Storage.POSTGRES);
                RunningShop second = first.replica();
                RunningShop third = first.replica();
                HttpServer one = first.serve();
                HttpServer two = second.serve();
                HttpServer three = third.serve()) {
            first.expect(
                    200,
                    Call.of("PUT", "/v1/catalog/products/1/stock?units=" + PIECES)
                            .as(first.admin()));
            List<Integer> ports = List.of(one.port(), two.port(), three.port());
            String token = first.customer();

            Together<Integer> answers = Together.call(CLIENTS, PURCHASES, i -> buy(ports.get(i % ports.size()), token));

            long sold =
                    answers.results().stream().filter(status -> status == 201).count();
            long refused =
                    answers.results().stream().filter(status -> status == 409).count();
            assertThat(sold).isEqualTo(PIECES);
            assertThat(refused).isEqualTo(PURCHASES - PIECES);
            assertThat(first.database().number("select count(*) from orders")).isEqualTo(PIECES);
            assertThat(first.database().number("select stock from products where id = 1"))
                    .isEqualTo(0);
        }
    }

    /** Buys one piece. Repeats the request while the shop is too busy. Returns the final status. */
    private static int buy(int port, String token) {
        Call order = Call.of("POST", "/v1/orders")
                .as(token)
                .message(ShopProto.NewOrder.newBuilder()
                        .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                        .build());
        try (Connection connection = new Connection(port)) {
            int status;
            do {
                status = connection.send(order).status();
            } while (status == 503);
            return status;
        }
    }
}
