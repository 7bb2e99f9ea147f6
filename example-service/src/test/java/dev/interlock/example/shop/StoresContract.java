package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.analytics.ProductSales;
import dev.interlock.example.shop.auth.AttemptStore.Rate;
import dev.interlock.example.shop.auth.Session;
import dev.interlock.example.shop.carts.Cart;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.orders.Basket;
import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderKey;
import dev.interlock.example.shop.orders.OrderStatus;
import dev.interlock.example.shop.payments.Payment;
import dev.interlock.example.shop.payments.PaymentKey;
import dev.interlock.example.shop.payments.PaymentStatus;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.reviews.Review;
import dev.interlock.example.shop.testing.Together;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract of stores under concurrency: each method makes all its changes, or none. */
abstract class StoresContract {
    private static final long ADA = 1;
    private static final long PLACED_AT = 1_000;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    private final RunningShop shop;
    private final Stores stores;

    StoresContract(Storage storage) {
        shop = new RunningShop(storage);
        stores = shop.stores();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void refusedOrderTakesNoStock() {
        Sale sale = sale(1, 1);
        sale.add(3, 46);

        assertThrows(Refusal.class, () -> stores.orders().place(ADA, sale, "", PLACED_AT));

        assertThat(stock(1)).isEqualTo(120);
        assertThat(stores.orders().before(Long.MAX_VALUE, ADA, 10)).isEmpty();
    }

    @Test
    void sellsEachUnitOnce() throws Exception {
        stores.products().restock(1, 100);

        Together<Boolean> buyers = Together.call(16, 1_000, i -> {
            try {
                return stores.orders().place(ADA, sale(1, 1), "", PLACED_AT) > 0;
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT);
                return false;
            }
        });

        assertThat(buyers.results().stream().filter(sold -> sold).count()).isEqualTo(100);
        assertThat(stock(1)).isEqualTo(0);
        assertThat(stores.orders().before(Long.MAX_VALUE, ADA, 1_000)).hasSize(100);
    }

    /** Orders that name two products in opposite order, and their cancellations, must not deadlock. */
    @Test
    void crossingOrdersDoNotDeadlock() throws Exception {
        Together.call(8, 200, i -> {
            Sale sale = new Sale();
            sale.add(i % 2 == 0 ? 1 : 2, 1);
            sale.add(i % 2 == 0 ? 2 : 1, 1);
            long id = stores.orders().place(ADA, sale, "", PLACED_AT);
            stores.orders().cancel(id);
            return id;
        });

        assertThat(stock(1)).isEqualTo(120);
        assertThat(stock(2)).isEqualTo(80);
    }

    @Test
    void sameKeyPlacesOneOrder() throws Exception {
        OrderKey key = new OrderKey(ADA, new UUID(0, 1));

        Together<Long> orders = Together.call(
                8,
                40,
                i -> stores.orders()
                        .placeOnce(key, sale(1, 2), "ring", PLACED_AT)
                        .id());

        assertThat(new HashSet<>(orders.results())).hasSize(1);
        assertThat(stock(1)).isEqualTo(118);
        assertThat(stores.orders().find(key).orElseThrow().note()).isEqualTo("ring");
    }

    @Test
    void sameKeyFindsOrderEvenIfNothingIsLeft() {
        OrderKey key = new OrderKey(ADA, new UUID(0, 1));
        Order first = stores.orders().placeOnce(key, sale(3, 45), "", PLACED_AT);

        assertThat(stores.orders().placeOnce(key, sale(3, 45), "", PLACED_AT + 1))
                .isEqualTo(first);
    }

    @Test
    void keyIsForOneOrder() {
        OrderKey key = new OrderKey(ADA, new UUID(0, 1));
        stores.orders().placeOnce(key, sale(1, 1), "", PLACED_AT);

        assertThrows(Refusal.class, () -> stores.orders().placeOnce(key, sale(1, 2), "", PLACED_AT));
        assertThrows(Refusal.class, () -> stores.orders().placeOnce(key, sale(1, 1), "ring", PLACED_AT));

        assertThat(stock(1)).isEqualTo(119);
        stores.orders().placeOnce(new OrderKey(2, key.key()), sale(1, 1), "", PLACED_AT);
        assertThat(stock(1)).isEqualTo(118);
    }

    @Test
    void concurrentCancellationsPutUnitsBackOnce() throws Exception {
        long id = stores.orders().place(ADA, sale(1, 20), "", PLACED_AT);

        Together<Boolean> cancelled = Together.call(8, 16, i -> {
            try {
                return stores.orders().cancel(id).status() == OrderStatus.CANCELLED;
            } catch (Refusal refusal) {
                return false;
            }
        });

        assertThat(cancelled.results().stream().filter(done -> done).count()).isEqualTo(1);
        assertThat(stock(1)).isEqualTo(120);
    }

    @Test
    void concurrentCheckoutsPlaceOneOrder() throws Exception {
        Cart cart = new Cart(UUID.randomUUID(), ADA, Basket.EMPTY.with(1, 3));
        stores.carts().add(cart);

        Together<Boolean> placed = Together.call(8, 16, i -> {
            try {
                return stores.carts().checkOut(cart.id(), null, "", PLACED_AT).id() > 0;
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_FOUND);
                return false;
            }
        });

        assertThat(placed.results().stream().filter(done -> done).count()).isEqualTo(1);
        assertThat(stock(1)).isEqualTo(117);
    }

    @Test
    void repeatedCheckoutReturnsItsOrder() {
        Cart cart = new Cart(UUID.randomUUID(), ADA, Basket.EMPTY.with(1, 3));
        stores.carts().add(cart);
        OrderKey key = new OrderKey(ADA, new UUID(0, 1));

        Order first = stores.carts().checkOut(cart.id(), key, "", PLACED_AT);

        assertThat(stores.carts().checkOut(cart.id(), key, "", PLACED_AT)).isEqualTo(first);
        assertThat(stores.carts().find(cart.id())).isEmpty();
        assertThat(stock(1)).isEqualTo(117);
    }

    /** The requests of both carts may have passed the first look at the key at the same time. */
    @Test
    void keyOfOneCartIsNotForAnother() {
        Cart cart = new Cart(UUID.randomUUID(), ADA, Basket.EMPTY.with(1, 3));
        Cart other = new Cart(UUID.randomUUID(), ADA, Basket.EMPTY.with(2, 1));
        stores.carts().add(cart);
        stores.carts().add(other);
        OrderKey key = new OrderKey(ADA, new UUID(0, 2));
        stores.carts().checkOut(cart.id(), key, "", PLACED_AT);

        assertThrows(Refusal.class, () -> stores.carts().checkOut(other.id(), key, "", PLACED_AT));

        assertThat(stores.carts().find(other.id())).hasValue(other);
        assertThat(stores.orders().before(Long.MAX_VALUE, ADA, 10)).hasSize(1);
    }

    @Test
    void refusedCheckoutKeepsCart() {
        Cart cart = new Cart(UUID.randomUUID(), ADA, Basket.EMPTY.with(3, 46));
        stores.carts().add(cart);

        assertThrows(Refusal.class, () -> stores.carts().checkOut(cart.id(), null, "", PLACED_AT));

        assertThat(stores.carts().find(cart.id())).hasValue(cart);
    }

    @Test
    void sameKeyAddsOnePayment() throws Exception {
        long order = stores.orders().place(ADA, sale(1, 1), "", PLACED_AT);
        PaymentKey key = new PaymentKey(ADA, new UUID(0, 1));

        Together<UUID> payments = Together.call(
                8, 24, i -> stores.payments().addOnce(key, payment(order)).id());

        assertThat(new HashSet<>(payments.results())).hasSize(1);
        assertThat(stores.payments().listByOrder(order)).hasSize(1);
    }

    /** Two payments of one order: the first capture pays it, and the second one changes nothing. */
    @Test
    void captureAndCancellationExcludeEachOther() throws Exception {
        for (int round = 0; round < 10; round++) {
            long order = stores.orders().place(ADA, sale(5, 1), "", PLACED_AT);
            UUID first = add(order);
            UUID second = add(order);

            Together<Boolean> done = Together.call(3, 3, i -> {
                try {
                    return i == 2
                            ? stores.orders().cancel(order).id() == order
                            : stores.payments()
                                            .capture(i == 0 ? first : second, DAY)
                                            .orderId()
                                    == order;
                } catch (Refusal refusal) {
                    return false;
                }
            });

            OrderStatus status = stores.orders().find(order).orElseThrow().status();
            long captured = stores.payments().listByOrder(order).stream()
                    .filter(payment -> payment.status() == PaymentStatus.CAPTURED)
                    .count();
            assertThat(done.results()).contains(true);
            assertThat(captured).isAtMost(1);
            assertThat(status).isAnyOf(OrderStatus.PAID, OrderStatus.CANCELLED);
            if (status == OrderStatus.PAID) {
                assertThat(captured).isEqualTo(1);
            }
        }
    }

    @Test
    void captureIsInReports() {
        long order = stores.orders().place(ADA, sale(1, 2), "", PLACED_AT);
        stores.payments().capture(add(order), DAY);

        assertThat(stores.sales().days(DAY, DAY).get(0).revenue()).isEqualTo(2 * 2_490);
        assertThat(stores.sales().ranking(YearMonth.of(2026, 3), 0, 10)).containsExactly(new ProductSales(1, 2));
        assertThat(stores.sales().days(DAY.plusDays(1), DAY.plusDays(2))).isEmpty();
    }

    @Test
    void reviewsGetAscendingIds() throws Exception {
        Set<Long> told = new TreeSet<>();
        Together<Long> reviews = Together.call(
                8,
                40,
                i -> stores.reviews()
                        .add(id -> new Review(id, 1, 100 + i, 5, "Good", PLACED_AT))
                        .id());
        stores.reviews().after(0, 100).forEach(review -> told.add(review.id()));

        assertThat(told).containsExactlyElementsIn(new TreeSet<>(reviews.results()));
        assertThrows(Refusal.class, () -> stores.reviews().add(id -> new Review(id, 1, 100, 5, "Good", PLACED_AT)));
    }

    @Test
    void refreshTokenWorksOnce() throws Exception {
        Instant now = shop.clock().instant();
        Session session = new Session(
                new Caller(ADA, Role.CUSTOMER), "access", now.plusSeconds(60), "refresh", now.plusSeconds(600));
        stores.sessions().add(session);

        Together<Boolean> taken = Together.call(
                8, 16, i -> stores.sessions().takeByRefreshToken("refresh", now).isPresent());

        assertThat(taken.results().stream().filter(done -> done).count()).isEqualTo(1);
        assertThat(stores.sessions().findByAccessToken("access", 0, now.toEpochMilli()))
                .isNull();
    }

    @Test
    void userHasAtMostFiveSessions() throws Exception {
        Instant now = shop.clock().instant();
        Together.call(4, 20, i -> {
            stores.sessions()
                    .add(new Session(
                            new Caller(ADA, Role.CUSTOMER),
                            "a" + i,
                            now.plusSeconds(60),
                            "r" + i,
                            now.plusSeconds(600)));
            return i;
        });

        assertThat(stores.sessions().removeAll(ADA)).isEqualTo(5);
    }

    @Test
    void attemptsReturnOneByOne() {
        Rate rate = new Rate(3, 1_000);
        for (int i = 0; i < 3; i++) {
            assertThat(stores.attempts().take("ada", rate, 5_000)).isEqualTo(0);
        }

        assertThat(stores.attempts().take("ada", rate, 5_400)).isEqualTo(600);
        assertThat(stores.attempts().take("eve", rate, 5_400)).isEqualTo(0);
        assertThat(stores.attempts().take("ada", rate, 6_000)).isEqualTo(0);
        assertThat(stores.attempts().take("ada", rate, 6_000)).isEqualTo(1_000);
    }

    private UUID add(long order) {
        Payment payment = payment(order);
        return stores.payments()
                .addOnce(new PaymentKey(ADA, UUID.randomUUID()), payment)
                .id();
    }

    private static Payment payment(long order) {
        return new Payment(UUID.randomUUID(), ADA, order, 890, 0, PaymentStatus.AUTHORIZED);
    }

    private static Sale sale(long productId, int units) {
        Sale sale = new Sale();
        sale.add(productId, units);
        return sale;
    }

    private int stock(long id) {
        return stores.products().get(id).stock().units();
    }
}
