package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.store.StoreFull;
import dev.interlock.example.shop.store.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Payments in memory. One lock serializes additions. */
public final class InMemoryPaymentStore implements PaymentStore {
    private static final int MAX_PAYMENTS = 100_000;
    private static final int MAX_PAYMENTS_PER_ORDER = 10;

    private final Table<UUID, Payment> payments = new Table<>("payment", MAX_PAYMENTS);
    private final Map<PaymentKey, UUID> idByKey = new ConcurrentHashMap<>();
    private final Map<Long, List<UUID>> idsByOrder = new ConcurrentHashMap<>();

    @Override
    public synchronized Payment addOnce(PaymentKey key, Payment payment) {
        Optional<Payment> earlier = find(key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        List<UUID> ofOrder = idsByOrder.getOrDefault(payment.orderId(), List.of());
        if (ofOrder.size() == MAX_PAYMENTS_PER_ORDER) {
            throw new StoreFull("payments of one order", MAX_PAYMENTS_PER_ORDER);
        }
        payments.add(payment.id(), payment);
        idByKey.put(key, payment.id());
        idsByOrder.put(
                payment.orderId(),
                Stream.concat(ofOrder.stream(), Stream.of(payment.id())).toList());
        return payment;
    }

    @Override
    public Optional<Payment> find(UUID id) {
        return payments.find(id);
    }

    @Override
    public Optional<Payment> find(PaymentKey key) {
        return Optional.ofNullable(idByKey.get(key)).flatMap(payments::find);
    }

    @Override
    public Payment update(UUID id, UnaryOperator<Payment> change) {
        return payments.update(id, change);
    }

    @Override
    public List<Payment> listByOrder(long orderId) {
        return idsByOrder.getOrDefault(orderId, List.of()).stream()
                .flatMap(id -> payments.find(id).stream())
                .toList();
    }
}
