package dev.interlock.example.shop;

import dev.interlock.example.shop.analytics.EventStore;
import dev.interlock.example.shop.analytics.PostgresEventStore;
import dev.interlock.example.shop.analytics.PostgresSalesStore;
import dev.interlock.example.shop.analytics.SalesStore;
import dev.interlock.example.shop.auth.AttemptStore;
import dev.interlock.example.shop.auth.PostgresAttemptStore;
import dev.interlock.example.shop.auth.PostgresSessionStore;
import dev.interlock.example.shop.auth.SessionStore;
import dev.interlock.example.shop.carts.CartStore;
import dev.interlock.example.shop.carts.PostgresCartStore;
import dev.interlock.example.shop.catalog.ImageStore;
import dev.interlock.example.shop.catalog.PostgresImageStore;
import dev.interlock.example.shop.catalog.PostgresProductStore;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.catalog.SampleImages;
import dev.interlock.example.shop.database.Changes;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.DatabaseException;
import dev.interlock.example.shop.orders.OrderStore;
import dev.interlock.example.shop.orders.PostgresOrderStore;
import dev.interlock.example.shop.payments.PaymentStore;
import dev.interlock.example.shop.payments.PostgresPaymentStore;
import dev.interlock.example.shop.reviews.PostgresReviewStore;
import dev.interlock.example.shop.reviews.ReviewChanges;
import dev.interlock.example.shop.reviews.ReviewFeed;
import dev.interlock.example.shop.reviews.ReviewStore;
import dev.interlock.example.shop.users.PostgresUserStore;
import dev.interlock.example.shop.users.UserStore;
import java.time.Clock;
import java.util.Set;

/** Stores in a PostgreSQL database. Any number of processes with the same database are one shop. */
final class PostgresStores implements Stores {
    /** Key of the advisory lock of {@link #fill}. */
    private static final int FILLING = 0x5482;

    private final Database database;
    private final UserStore users;
    private final SessionStore sessions;
    private final AttemptStore attempts;
    private final PostgresProductStore products;
    private final ImageStore images;
    private final OrderStore orders;
    private final CartStore carts;
    private final SalesStore sales;
    private final PaymentStore payments;
    private final EventStore events;
    private final PostgresReviewStore reviews;
    private final ReviewFeed feed = new ReviewFeed();
    private final Changes changes;

    /**
     * Creates stores on a database, and begins to follow the changes of other processes. {@link #close} also closes the
     * database.
     */
    PostgresStores(Database database) throws InterruptedException {
        this.database = database;
        users = new PostgresUserStore(database);
        sessions = new PostgresSessionStore(database);
        attempts = new PostgresAttemptStore(database);
        products = new PostgresProductStore(database);
        images = new SampleImages(new PostgresImageStore(database));
        orders = new PostgresOrderStore(database, products);
        carts = new PostgresCartStore(database, products);
        sales = new PostgresSalesStore(database);
        payments = new PostgresPaymentStore(database);
        events = new PostgresEventStore(database);
        reviews = new PostgresReviewStore(database);
        changes = follow();
    }

    private Changes follow() throws InterruptedException {
        try {
            return Changes.follow(database, products, new ReviewChanges(reviews, feed));
        } catch (DatabaseException e) {
            database.close();
            throw e;
        }
    }

    /** Adds the sample data if the shop has no accounts. Only one of several processes does so. */
    void fill(SampleData samples, Clock clock) {
        database.transaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(?)", FILLING);
            if (users.list(Set.of(), 0, 1).total() == 0) {
                samples.fill(users, products, clock);
            }
            return true;
        });
    }

    Database database() {
        return database;
    }

    @Override
    public UserStore users() {
        return users;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public AttemptStore attempts() {
        return attempts;
    }

    @Override
    public ProductStore products() {
        return products;
    }

    @Override
    public ImageStore images() {
        return images;
    }

    @Override
    public CartStore carts() {
        return carts;
    }

    @Override
    public OrderStore orders() {
        return orders;
    }

    @Override
    public PaymentStore payments() {
        return payments;
    }

    @Override
    public SalesStore sales() {
        return sales;
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public ReviewStore reviews() {
        return reviews;
    }

    @Override
    public ReviewFeed feed() {
        return feed;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void close() {
        changes.close();
        database.close();
    }
}
