package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.orders.OrderRows;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Payments in PostgreSQL. Each transaction first locks the order of its payment. */
public final class PostgresPaymentStore implements PaymentStore {
    private final Database database;

    public PostgresPaymentStore(Database database) {
        this.database = database;
    }

    @Override
    public Payment addOnce(PaymentKey key, Payment payment) {
        return database.transaction(handle -> {
            lock(key, handle);
            Optional<Payment> earlier = find(key, handle);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            OrderRows.lock(payment.orderId(), handle);
            int count = handle.createQuery("select count(*) from payments where order_id = :order")
                    .bind("order", payment.orderId())
                    .mapTo(Integer.class)
                    .one();
            if (count >= MAX_PAYMENTS_PER_ORDER) {
                throw StoreFull.of("payments of one order", MAX_PAYMENTS_PER_ORDER);
            }
            insert(key, payment, handle);
            return payment;
        });
    }

    private static void lock(PaymentKey key, Handle handle) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", "payment " + key.userId() + " " + key.key())
                .mapToMap()
                .one();
    }

    private static void insert(PaymentKey key, Payment payment, Handle handle) {
        handle.createUpdate("insert into payments "
                        + "(id, user_id, order_id, amount, refunded, status, key_user_id, idempotency_key) "
                        + "values (:id, :user, :order, :amount, :refunded, :status, :keyUser, :key)")
                .bind("id", payment.id())
                .bind("user", payment.userId())
                .bind("order", payment.orderId())
                .bind("amount", payment.amount())
                .bind("refunded", payment.refunded())
                .bind("status", payment.status().name())
                .bind("keyUser", key.userId())
                .bind("key", key.key())
                .execute();
    }

    @Override
    public Optional<Payment> find(UUID id) {
        return database.read(handle -> find(id, "", handle));
    }

    private static Optional<Payment> find(UUID id, String lock, Handle handle) {
        return handle.createQuery("select * from payments where id = :id" + lock)
                .bind("id", id)
                .map(PostgresPaymentStore::payment)
                .findOne();
    }

    @Override
    public Optional<Payment> find(PaymentKey key) {
        return database.read(handle -> find(key, handle));
    }

    private static Optional<Payment> find(PaymentKey key, Handle handle) {
        return handle.createQuery("select * from payments where key_user_id = :user and idempotency_key = :key")
                .bind("user", key.userId())
                .bind("key", key.key())
                .map(PostgresPaymentStore::payment)
                .findOne();
    }

    @Override
    public Payment capture(UUID id, LocalDate day) {
        return database.transaction(handle -> {
            Payment found = get(id, "", handle);
            OrderRows.lock(found.orderId(), handle);
            Payment captured = update(id, Payment::capture, handle);
            OrderRows.pay(found.orderId(), day, handle);
            return captured;
        });
    }

    @Override
    public Payment update(UUID id, UnaryOperator<Payment> change) {
        return database.transaction(handle -> update(id, change, handle));
    }

    private static Payment update(UUID id, UnaryOperator<Payment> change, Handle handle) {
        Payment changed = change.apply(get(id, " for update", handle));
        handle.createUpdate("update payments set refunded = :refunded, status = :status where id = :id")
                .bind("refunded", changed.refunded())
                .bind("status", changed.status().name())
                .bind("id", id)
                .execute();
        return changed;
    }

    private static Payment get(UUID id, String lock, Handle handle) {
        return find(id, lock, handle).orElseThrow(() -> Refusal.notFound("payment", id));
    }

    @Override
    public List<Payment> listByOrder(long orderId) {
        return database.read(
                handle -> handle.createQuery("select * from payments where order_id = :order order by number")
                        .bind("order", orderId)
                        .map(PostgresPaymentStore::payment)
                        .list());
    }

    private static Payment payment(ResultSet row, StatementContext context) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                row.getLong("user_id"),
                row.getLong("order_id"),
                row.getLong("amount"),
                row.getLong("refunded"),
                PaymentStatus.valueOf(row.getString("status")));
    }
}
