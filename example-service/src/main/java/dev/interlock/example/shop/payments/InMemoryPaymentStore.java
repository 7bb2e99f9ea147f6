package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.analytics.InMemorySalesStore;
import dev.interlock.example.shop.orders.OrderStatus;
import dev.interlock.example.shop.orders.OrderStore;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Payments in memory. One lock serializes all calls. Inside it, a capture also takes the locks of the orders and of the
 * sales.
 */
public final class InMemoryPaymentStore implements PaymentStore {
    private static final int MAX_PAYMENTS = 100_000;

    private final OrderStore orders;
    private final InMemorySalesStore sales;
    private final Map<UUID, Payment> payments = new HashMap<>();
    private final Map<PaymentKey, UUID> idByKey = new HashMap<>();
    private final Map<Long, List<UUID>> idsByOrder = new HashMap<>();

    /** Creates a store without payments. A capture marks the order as paid, and adds it to the sales. */
    public InMemoryPaymentStore(OrderStore orders, InMemorySalesStore sales) {
        this.orders = orders;
        this.sales = sales;
    }

    @Override
    public synchronized Payment addOnce(PaymentKey key, Payment payment) {
        Optional<Payment> earlier = find(key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        List<UUID> ofOrder = idsByOrder.computeIfAbsent(payment.orderId(), id -> new ArrayList<>());
        if (ofOrder.size() == MAX_PAYMENTS_PER_ORDER) {
            throw StoreFull.of("payments of one order", MAX_PAYMENTS_PER_ORDER);
        }
        if (payments.size() == MAX_PAYMENTS) {
            throw StoreFull.of("payments", MAX_PAYMENTS);
        }
        payments.put(payment.id(), payment);
        idByKey.put(key, payment.id());
        ofOrder.add(payment.id());
        return payment;
    }

    @Override
    public synchronized Optional<Payment> find(UUID id) {
        return Optional.ofNullable(payments.get(id));
    }

    @Override
    public synchronized Optional<Payment> find(PaymentKey key) {
        return Optional.ofNullable(idByKey.get(key)).map(payments::get);
    }

    @Override
    public synchronized Payment capture(UUID id, LocalDate day) {
        return update(id, payment -> {
            Payment captured = payment.capture();
            sales.record(day, orders.update(payment.orderId(), order -> order.become(OrderStatus.PAID)));
            return captured;
        });
    }

    @Override
    public synchronized Payment update(UUID id, UnaryOperator<Payment> change) {
        Payment changed = change.apply(find(id).orElseThrow(() -> Refusal.notFound("payment", id)));
        payments.put(id, changed);
        return changed;
    }

    @Override
    public synchronized List<Payment> listByOrder(long orderId) {
        return idsByOrder.getOrDefault(orderId, List.of()).stream()
                .map(payments::get)
                .toList();
    }
}
