package dev.interlock.example.shop.payments;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class PaymentControllerTest {
    private static final UUID KEY = new UUID(0, 1);
    private static final UUID OTHER_KEY = new UUID(0, 2);
    private static final long PRICE = 2_490;

    private final RunningShop shop;
    private String customer = "";
    private String admin = "";
    private long orderId;

    PaymentControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @BeforeEach
    void placeAnOrder() {
        customer = shop.customer();
        admin = shop.admin();
        orderId = place();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void authorizesAndFindsPayment() {
        ShopProto.Payment payment = payment(authorize(201, KEY, orderId, PRICE));

        assertThat(payment.getStatus()).isEqualTo(ShopProto.PaymentStatus.AUTHORIZED);
        assertThat(payment.getAmount()).isEqualTo(PRICE);
        assertThat(payment(call(200, "GET", "/v1/payments/" + payment.getId(), customer)))
                .isEqualTo(payment);
        call(404, "GET", "/v1/payments/" + payment.getId(), shop.newCustomer());
        call(404, "GET", "/v1/payments/" + KEY, customer);
    }

    @Test
    void sameKeyPaysOnce() {
        ShopProto.Payment first = payment(authorize(201, KEY, orderId, PRICE));
        call(200, "POST", "/v1/payments/" + first.getId() + ":capture", customer);

        ShopProto.Payment again = payment(authorize(201, KEY, orderId, PRICE));

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getStatus()).isEqualTo(ShopProto.PaymentStatus.CAPTURED);
        assertThat(list().getPaymentsCount()).isEqualTo(1);
    }

    @Test
    void keyIsForOnePayment() {
        authorize(201, KEY, orderId, PRICE);

        assertThat(authorize(422, KEY, place(), PRICE).text()).contains("used for another");
    }

    @Test
    void rejectsBadPayments() {
        assertThat(authorize(422, KEY, orderId, PRICE - 1).text()).contains("amount must be 2490");
        authorize(404, KEY, 99, PRICE);
        Call call = Call.of("POST", "/v1/payments").as(customer).message(message(orderId, PRICE));
        assertThat(shop.expect(400, call).text()).contains("\"parameter\":\"idempotency-key\"");
        assertThat(shop.expect(400, call.header("idempotency-key", "once")).text())
                .contains("\"parameter\":\"idempotency-key\"");
    }

    @Test
    void declinedPaymentIsNotStored() {
        ShopProto.NewProduct bell = ShopProto.NewProduct.newBuilder()
                .setSku("BEL-0001")
                .setName("Station bell")
                .setCategory(ShopProto.Category.GARDEN)
                .setPrice(1_000_001)
                .setStock(1)
                .build();
        long productId = shop.expect(
                        201, Call.of("POST", "/v1/catalog/products").as(admin).message(bell))
                .message(ShopProto.Product.parser())
                .getId();
        orderId = place(productId);

        assertThat(authorize(422, KEY, orderId, 1_000_001).text()).contains("The bank declines");
        assertThat(list().getPaymentsCount()).isEqualTo(0);
    }

    @Test
    void capturePaysOrderOnce() {
        String first = payment(authorize(201, KEY, orderId, PRICE)).getId();
        String second = payment(authorize(201, OTHER_KEY, orderId, PRICE)).getId();

        assertThat(payment(call(200, "POST", "/v1/payments/" + first + ":capture", customer))
                        .getStatus())
                .isEqualTo(ShopProto.PaymentStatus.CAPTURED);

        assertThat(call(200, "GET", "/v1/orders/" + orderId + "/status", customer)
                        .text())
                .isEqualTo("PAID");
        call(409, "POST", "/v1/payments/" + first + ":capture", customer);
        call(409, "POST", "/v1/payments/" + second + ":capture", customer);
        assertThat(payment(call(200, "GET", "/v1/payments/" + second, customer)).getStatus())
                .isEqualTo(ShopProto.PaymentStatus.AUTHORIZED);
        authorize(409, new UUID(0, 3), orderId, PRICE);
    }

    @Test
    void cancelledOrderCannotBePaid() {
        String id = payment(authorize(201, KEY, orderId, PRICE)).getId();
        call(200, "POST", "/v1/orders/" + orderId + ":cancel", customer);

        call(409, "POST", "/v1/payments/" + id + ":capture", customer);
    }

    @Test
    void refundsAtMostPaidAmount() {
        String target =
                "/v1/payments/" + payment(authorize(201, KEY, orderId, PRICE)).getId();
        call(409, "POST", target + ":refund", admin);
        call(200, "POST", target + ":capture", customer);
        call(403, "POST", target + ":refund", customer);

        ShopProto.Payment part = payment(call(200, "POST", target + ":refund?amount=490", admin));
        assertThat(call(400, "POST", target + ":refund?amount=2001", admin).text())
                .contains("\"parameter\":\"amount\"");
        call(400, "POST", target + ":refund?amount=0", admin);
        ShopProto.Payment all = payment(call(200, "POST", target + ":refund", admin));

        assertThat(part.getStatus()).isEqualTo(ShopProto.PaymentStatus.CAPTURED);
        assertThat(part.getRefunded()).isEqualTo(490);
        assertThat(all.getStatus()).isEqualTo(ShopProto.PaymentStatus.REFUNDED);
        assertThat(all.getRefunded()).isEqualTo(PRICE);
        call(409, "POST", target + ":refund", admin);
    }

    @Test
    void listIsOfOneOrder() {
        authorize(201, KEY, orderId, PRICE);
        authorize(201, OTHER_KEY, orderId, PRICE);

        assertThat(list().getPaymentsCount()).isEqualTo(2);
        call(404, "GET", "/v1/payments?order=99", customer);
        assertThat(call(400, "GET", "/v1/payments", customer).text()).contains("\"parameter\":\"order\"");
    }

    @Test
    void orderHasAtMostTenPayments() {
        for (int i = 1; i <= 10; i++) {
            authorize(201, new UUID(0, i), orderId, PRICE);
        }

        authorize(429, new UUID(0, 11), orderId, PRICE);
        authorize(201, KEY, orderId, PRICE);
    }

    private long place() {
        return place(1);
    }

    private long place(long productId) {
        ShopProto.NewOrder order = ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(productId).setQuantity(1))
                .build();
        return shop.expect(201, Call.of("POST", "/v1/orders").as(customer).message(order))
                .message(ShopProto.Order.parser())
                .getId();
    }

    private TestResponse authorize(int status, UUID key, long order, long amount) {
        return shop.expect(
                status,
                Call.of("POST", "/v1/payments")
                        .as(customer)
                        .header("Idempotency-Key", key.toString())
                        .message(message(order, amount)));
    }

    private static ShopProto.NewPayment message(long order, long amount) {
        return ShopProto.NewPayment.newBuilder()
                .setOrderId(order)
                .setAmount(amount)
                .build();
    }

    private ShopProto.PaymentList list() {
        return call(200, "GET", "/v1/payments?order=" + orderId, customer).message(ShopProto.PaymentList.parser());
    }

    private TestResponse call(int status, String method, String target, String token) {
        return shop.expect(status, Call.of(method, target).as(token));
    }

    private static ShopProto.Payment payment(TestResponse response) {
        return response.message(ShopProto.Payment.parser());
    }
}
