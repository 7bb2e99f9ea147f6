package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Statements on the tables {@code orders} and {@code order_lines}, for transactions of several stores. */
public final class OrderRows {
    private OrderRows() {}

    /** Lets only one transaction at a time place an order with a key. Callers take this lock before all others. */
    public static void lock(OrderKey key, Handle handle) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", "order " + key.userId() + " " + key.key())
                .mapToMap()
                .one();
    }

    /**
     * Inserts an order whose prices are set.
     *
     * @return id of the order
     */
    public static long insert(
            long userId, @Nullable UUID key, Sale sale, CharSequence note, long placedAt, Handle handle) {
        long id = handle.createQuery("insert into orders (user_id, status, total, note, placed_at, idempotency_key) "
                        + "values (:user, 'NEW', :total, :note, :placedAt, cast(:key as uuid)) returning id")
                .bind("user", userId)
                .bind("total", sale.total())
                .bind("note", note.toString())
                .bind("placedAt", Instant.ofEpochMilli(placedAt))
                .bindByType("key", key, UUID.class)
                .mapTo(Long.class)
                .one();
        List<Long> products = new ArrayList<>();
        List<Integer> quantities = new ArrayList<>();
        List<Long> prices = new ArrayList<>();
        for (int i = 0; i < sale.size(); i++) {
            products.add(sale.productId(i));
            quantities.add(sale.units(i));
            prices.add(sale.unitPrice(i));
        }
        handle.createUpdate("insert into order_lines (order_id, product_id, quantity, unit_price) "
                        + "select :order, * from unnest(:products, :quantities, :prices)")
                .bind("order", id)
                .bindArray("products", Long.class, products)
                .bindArray("quantities", Integer.class, quantities)
                .bindArray("prices", Long.class, prices)
                .execute();
        return id;
    }

    static Optional<Order> find(long id, Handle handle) {
        return one(handle.createQuery("select * from orders where id = :id").bind("id", id), handle);
    }

    /** Returns the order that was placed with a key. */
    public static Optional<Order> find(OrderKey key, Handle handle) {
        return one(
                handle.createQuery("select * from orders where user_id = :user and idempotency_key = :key")
                        .bind("user", key.userId())
                        .bind("key", key.key()),
                handle);
    }

    /**
     * Returns an order.
     *
     * @throws Refusal if there is no such order
     */
    public static Order get(long id, Handle handle) {
        return find(id, handle).orElseThrow(() -> Refusal.notFound("order", id));
    }

    /**
     * Locks an order until the end of the transaction.
     *
     * @throws Refusal if there is no such order
     */
    public static Order lock(long id, Handle handle) {
        return one(
                        handle.createQuery("select * from orders where id = :id for update")
                                .bind("id", id),
                        handle)
                .orElseThrow(() -> Refusal.notFound("order", id));
    }

    /**
     * Locks an order, and replaces its status with that of the result of {@code change}.
     *
     * @throws Refusal if there is no such order
     */
    static Order update(long id, UnaryOperator<Order> change, Handle handle) {
        Order changed = change.apply(lock(id, handle));
        handle.createUpdate("update orders set status = :status where id = :id")
                .bind("status", changed.status().name())
                .bind("id", id)
                .execute();
        return changed;
    }

    /**
     * Locks an order, and marks it as paid.
     *
     * @param day day in UTC to which the sale belongs
     * @throws Refusal if there is no such order, or if its status does not allow it
     */
    public static void pay(long id, LocalDate day, Handle handle) {
        update(id, order -> order.become(OrderStatus.PAID), handle);
        handle.createUpdate("update orders set paid_on = :day where id = :id")
                .bind("day", day)
                .bind("id", id)
                .execute();
    }

    static Page<Order> list(long userId, OrderQuery query, int offset, int limit, Handle handle) {
        String condition = " from orders where user_id = :user and (:any or status = any(:statuses)) "
                + "and placed_at >= :from and placed_at < :to";
        int total = bind(userId, query, handle.createQuery("select count(*)" + condition))
                .mapTo(Integer.class)
                .one();
        Query page = bind(
                        userId,
                        query,
                        handle.createQuery("select *" + condition + " order by id desc offset :offset limit :limit"))
                .bind("offset", offset)
                .bind("limit", limit);
        return new Page<>(all(page, handle), total);
    }

    private static Query bind(long userId, OrderQuery query, Query statement) {
        return statement
                .bind("user", userId)
                .bind("any", query.statuses().isEmpty())
                .bindArray(
                        "statuses",
                        String.class,
                        query.statuses().stream().map(OrderStatus::name).toList())
                .bind("from", query.firstInstant())
                .bind("to", query.endInstant());
    }

    static List<Order> before(long beforeId, long userId, int limit, Handle handle) {
        return all(
                handle.createQuery(
                                "select * from orders where user_id = :user and id < :before order by id desc limit :limit")
                        .bind("user", userId)
                        .bind("before", beforeId)
                        .bind("limit", limit),
                handle);
    }

    private static Optional<Order> one(Query query, Handle handle) {
        return all(query, handle).stream().findFirst();
    }

    /** Returns the orders of a query, and reads all their lines at once. */
    private static List<Order> all(Query query, Handle handle) {
        List<Order> heads = query.map((row, context) -> head(row)).list();
        Map<Long, List<OrderLine>> lines = new HashMap<>();
        heads.forEach(order -> lines.put(order.id(), new ArrayList<>()));
        if (!heads.isEmpty()) {
            handle.createQuery("select * from order_lines where order_id = any(:orders) order by order_id, product_id")
                    .bindArray("orders", Long.class, List.copyOf(lines.keySet()))
                    .map((row, context) -> lines.computeIfAbsent(row.getLong("order_id"), id -> new ArrayList<>())
                            .add(line(row)))
                    .list();
        }
        return heads.stream()
                .map(order -> order.with(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }

    private static Order head(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("id"),
                row.getLong("user_id"),
                OrderStatus.valueOf(row.getString("status")),
                List.of(),
                row.getString("note"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant());
    }

    private static OrderLine line(ResultSet row) throws SQLException {
        return new OrderLine(row.getLong("product_id"), row.getInt("quantity"), row.getLong("unit_price"));
    }
}
