package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderDesk;
import dev.interlock.example.shop.orders.OrderStatus;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Takes money for orders, and refunds it. For a payment that the caller may not see, the desk acts as if the payment
 * did not exist.
 */
public final class PaymentDesk {
    private final PaymentStore payments;
    private final OrderDesk orders;
    private final Bank bank;
    private final Executor threads;
    private final Clock clock;

    /**
     * Creates a desk.
     *
     * @param threads executor for the work after the bank has answered; its threads may wait for a database
     */
    public PaymentDesk(PaymentStore payments, OrderDesk orders, Bank bank, Executor threads, Clock clock) {
        this.payments = payments;
        this.orders = orders;
        this.bank = bank;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Authorizes the payment of an order. A second call with the same key returns the same payment, in its current
     * state. If the process ends after the bank's answer, but before it has stored the payment, the second call
     * completes the payment: for the same key, the bank reserves nothing more.
     *
     * @param amount amount in minor units; it must equal the total of the order, as confirmation by the customer
     * @return a stage that completes when the bank has answered; it fails with a {@link Refusal} if the bank declines,
     *     or if the key was used for another payment
     * @throws Refusal if the amount differs from the total, or if the order has a status in which it cannot be paid
     */
    public CompletionStage<Payment> authorize(UUID key, long orderId, long amount, Caller caller) {
        PaymentKey once = new PaymentKey(caller.userId(), key);
        Optional<Payment> earlier = payments.find(once);
        if (earlier.isPresent()) {
            return CompletableFuture.completedStage(requireSame(earlier.get(), orderId, amount));
        }
        Payment payment = payment(orders.find(orderId, caller), amount);
        return bank.reserve(once, amount)
                .thenApplyAsync(reserved -> requireSame(payments.addOnce(once, payment), orderId, amount), threads);
    }

    private static Payment requireSame(Payment payment, long orderId, long amount) {
        if (payment.orderId() != orderId || payment.amount() != amount) {
            throw Refusal.invalid("The idempotency key was used for another payment, " + payment.id() + ".");
        }
        return payment;
    }

    public Payment find(UUID id, Caller caller) {
        return payments.find(id)
                .filter(payment -> caller.mayActFor(payment.userId()))
                .orElseThrow(() -> Refusal.notFound("payment", id));
    }

    public List<Payment> list(long orderId, Caller caller) {
        orders.find(orderId, caller);
        return payments.listByOrder(orderId);
    }

    /** Captures an authorized payment. Marks its order as paid, and records the sale. */
    public Payment capture(UUID id, Caller caller) {
        find(id, caller);
        return payments.capture(id, LocalDate.now(clock));
    }

    /**
     * Refunds a payment. The route admits only administrators.
     *
     * @param amount amount in minor units; empty to refund everything that is left
     */
    public Payment refund(UUID id, OptionalLong amount) {
        return payments.update(id, payment -> payment.refund(amount.orElse(payment.left())));
    }

    private static Payment payment(Order order, long amount) {
        if (order.status() != OrderStatus.NEW) {
            throw Refusal.conflict("Order " + order.id() + " is " + order.status() + " and cannot be paid.");
        }
        if (amount != order.total()) {
            throw Refusal.invalid("amount must be " + order.total() + ", the total of the order.");
        }
        return new Payment(UUID.randomUUID(), order.userId(), order.id(), amount, 0, PaymentStatus.AUTHORIZED);
    }
}
