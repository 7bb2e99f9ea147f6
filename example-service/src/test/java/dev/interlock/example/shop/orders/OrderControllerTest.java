package dev.interlock.example.shop.orders;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class OrderControllerTest {
    private final RunningShop shop;
    private String customer = "";
    private String admin = "";

    OrderControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @BeforeEach
    void logIn() {
        customer = shop.customer();
        admin = shop.admin();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void placingTakesPricesAndStock() {
        ShopProto.Order order = place(line(1, 2), line(3, 1));

        assertThat(order.getStatus()).isEqualTo(ShopProto.OrderStatus.NEW);
        assertThat(order.getTotal()).isEqualTo(2 * 2_490 + 4_990);
        assertThat(order.getUserId()).isEqualTo(1);
        assertThat(order.getPlacedAt()).isEqualTo(shop.clock().millis());
        assertThat(order.getLines(0).getUnitPrice()).isEqualTo(2_490);
        assertThat(stock(1)).isEqualTo("118");
        assertThat(stock(3)).isEqualTo("44");
    }

    @Test
    void exportsOrdersLineByLine() {
        int count = 100;
        for (int i = 0; i < count; i++) {
            place(line(1, 1));
        }
        call(200, "POST", "/v1/orders/1:cancel", customer);

        TestResponse response = call(200, "GET", "/v1/orders/export", customer);

        assertThat(response.header("content-type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(response.header("transfer-encoding")).isEqualTo("chunked");
        List<String> lines = response.text().lines().toList();
        assertThat(lines).hasSize(1 + count);
        assertThat(lines.get(0)).isEqualTo("id,placed at,status,units,total");
        assertThat(lines.get(1)).isEqualTo("100,2026-03-31T12:00:00Z,NEW,1,2490");
        assertThat(lines.get(count)).isEqualTo("1,2026-03-31T12:00:00Z,CANCELLED,1,2490");
    }

    @Test
    void exportsMessages() throws IOException {
        ShopProto.Order first = place(line(1, 1));
        ShopProto.Order second = place(line(2, 3), line(1, 1));

        TestResponse response = export("application/x-protobuf");

        response.assertThat().hasStatus(200).hasHeader("content-type", "application/x-protobuf;delimited=true");
        InputStream messages = new ByteArrayInputStream(response.bytes());
        assertThat(ShopProto.Order.parseDelimitedFrom(messages)).isEqualTo(second);
        assertThat(ShopProto.Order.parseDelimitedFrom(messages)).isEqualTo(first);
        assertThat(messages.read()).isEqualTo(-1);
    }

    @Test
    void clientChoosesFormatOfExport() {
        export("text/csv;q=0.5, application/x-protobuf")
                .assertThat()
                .hasHeader("content-type", "application/x-protobuf;delimited=true")
                .hasHeaders("vary", "accept", "accept-encoding");
        export("text/*, application/x-protobuf;q=0.5")
                .assertThat()
                .hasHeader("content-type", "text/csv;charset=utf-8")
                .hasHeaders("vary", "accept", "accept-encoding");
        export("image/png").assertThat().isProblem(406);
    }

    private TestResponse export(String accept) {
        return shop.client()
                .get("/v1/orders/export")
                .header("authorization", "Bearer " + customer)
                .accept(accept)
                .send();
    }

    @Test
    void exportHasOrdersOfCallerOnly() {
        place(line(1, 1));

        assertThat(call(200, "GET", "/v1/orders/export", shop.newCustomer())
                        .text()
                        .lines())
                .hasSize(1);
        shop.expect(401, Call.of("GET", "/v1/orders/export"));
    }

    @Test
    void customerAndAdministratorsSeeOrder() {
        ShopProto.Order order = place(line(1, 1));
        String target = "/v1/orders/" + order.getId();

        assertThat(order(call(200, "GET", target, customer))).isEqualTo(order);
        assertThat(order(call(200, "GET", target, admin))).isEqualTo(order);
        call(404, "GET", target, shop.newCustomer());
        call(404, "GET", "/v1/orders/99", customer);
        assertThat(call(200, "GET", target + "/status", customer).text()).isEqualTo("NEW");
        assertThat(call(200, "GET", target + "/lines", customer)
                        .message(ShopProto.OrderLines.parser())
                        .getLinesList())
                .isEqualTo(order.getLinesList());
    }

    @Test
    void badOrdersChangeNothing() {
        assertThat(tryToPlace(422).text()).contains("at least one line");
        assertThat(tryToPlace(422, line(1, 0)).text()).contains("quantity");
        assertThat(tryToPlace(422, line(1, 1), line(1, 1)).text()).contains("twice");
        assertThat(tryToPlace(422, line(99, 1)).text()).contains("no product 99");
        assertThat(tryToPlace(409, line(1, 1), line(3, 46)).text()).contains("only 45");

        assertThat(stock(1)).isEqualTo("120");
        assertThat(stock(3)).isEqualTo("45");
    }

    @Test
    void tooLongNoteChangesNothing() {
        Call call = Call.of("POST", "/v1/orders")
                .as(customer)
                .message(ShopProto.NewOrder.newBuilder()
                        .addLines(line(1, 1))
                        .setNote("n".repeat(501))
                        .build());

        assertThat(shop.expect(422, call).text()).contains("note");
        assertThat(stock(1)).isEqualTo("120");
    }

    @Test
    void cancellationRestoresStockOnce() {
        String target = "/v1/orders/" + place(line(1, 20)).getId();

        assertThat(order(call(200, "POST", target + ":cancel", customer)).getStatus())
                .isEqualTo(ShopProto.OrderStatus.CANCELLED);
        call(409, "POST", target + ":cancel", customer);

        assertThat(stock(1)).isEqualTo("120");
    }

    @Test
    void shippedOrderCannotBeCancelled() {
        long id = place(line(1, 1)).getId();
        String target = "/v1/orders/" + id;
        call(409, "POST", target + ":ship", admin);
        pay(id, 2_490);

        call(403, "POST", target + ":ship", customer);
        call(200, "POST", target + ":ship", admin);

        assertThat(call(409, "POST", target + ":cancel", customer).text())
                .contains("is SHIPPED and cannot become CANCELLED");
        assertThat(call(200, "GET", target + "/status", customer).text()).isEqualTo("SHIPPED");
    }

    @Test
    void deliveredOrderCannotChange() {
        long id = place(line(1, 1)).getId();
        String target = "/v1/orders/" + id;
        pay(id, 2_490);
        call(200, "POST", target + ":ship", admin);

        call(403, "POST", target + ":deliver", customer);
        call(200, "POST", target + ":deliver", admin);

        call(409, "POST", target + ":deliver", admin);
        call(404, "POST", "/v1/orders/99:ship", admin);
    }

    @Test
    void strangerCannotCancel() {
        String target = "/v1/orders/" + place(line(1, 1)).getId();

        call(404, "POST", target + ":cancel", shop.newCustomer());
    }

    @Test
    void listHasLatestOrdersOfCallerFirst() {
        ShopProto.Order first = place(line(1, 1));
        shop.clock().advance(Duration.ofMinutes(1));
        ShopProto.Order second = place(line(1, 1));

        assertThat(list("/v1/orders").getOrdersList())
                .containsExactly(second, first)
                .inOrder();
        assertThat(list("/v1/orders?limit=1&offset=1").getOrdersList()).containsExactly(first);
        assertThat(call(200, "GET", "/v1/orders", shop.newCustomer()).text()).isEmpty();
    }

    @Test
    void listFiltersByStatusAndDay() {
        ShopProto.Order first = place(line(1, 1));
        call(200, "POST", "/v1/orders/" + first.getId() + ":cancel", customer);
        ShopProto.Order second = place(line(1, 1));

        assertThat(list("/v1/orders?status=CANCELLED").getTotal()).isEqualTo(1);
        assertThat(list("/v1/orders?status=CANCELLED&status=NEW").getTotal()).isEqualTo(2);
        assertThat(list("/v1/orders?status=NEW&from=2026-03-31&to=2026-03-31").getOrdersList())
                .containsExactly(second);
        assertThat(list("/v1/orders?from=2026-04-01").getOrdersList()).isEmpty();
        assertThat(list("/v1/orders?to=2026-03-30").getOrdersList()).isEmpty();
        assertThat(call(400, "GET", "/v1/orders?from=31.03.2026", customer).text())
                .contains("\"parameter\":\"from\"");
    }

    private ShopProto.Order place(ShopProto.Line... lines) {
        return order(tryToPlace(201, lines));
    }

    private TestResponse tryToPlace(int status, ShopProto.Line... lines) {
        return shop.expect(
                status,
                Call.of("POST", "/v1/orders")
                        .as(customer)
                        .message(ShopProto.NewOrder.newBuilder()
                                .addAllLines(List.of(lines))
                                .build()));
    }

    private void pay(long orderId, long amount) {
        ShopProto.Payment payment = shop.expect(
                        201,
                        Call.of("POST", "/v1/payments")
                                .as(customer)
                                .header("idempotency-key", "00000000-0000-0000-0000-000000000001")
                                .message(ShopProto.NewPayment.newBuilder()
                                        .setOrderId(orderId)
                                        .setAmount(amount)
                                        .build()))
                .message(ShopProto.Payment.parser());
        call(200, "POST", "/v1/payments/" + payment.getId() + ":capture", customer);
    }

    private ShopProto.OrderList list(String target) {
        return call(200, "GET", target, customer).message(ShopProto.OrderList.parser());
    }

    private TestResponse call(int status, String method, String target, String token) {
        return shop.expect(status, Call.of(method, target).as(token));
    }

    private String stock(long productId) {
        return shop.get("/v1/catalog/products/" + productId + "/stock").text();
    }

    private static ShopProto.Order order(TestResponse response) {
        return response.message(ShopProto.Order.parser());
    }

    private static ShopProto.Line line(long productId, int quantity) {
        return ShopProto.Line.newBuilder()
                .setProductId(productId)
                .setQuantity(quantity)
                .build();
    }
}
