package dev.interlock.example.shop;

import dev.interlock.example.shop.analytics.EventStore;
import dev.interlock.example.shop.analytics.InMemoryEventStore;
import dev.interlock.example.shop.analytics.InMemorySalesStore;
import dev.interlock.example.shop.analytics.SalesStore;
import dev.interlock.example.shop.auth.AttemptStore;
import dev.interlock.example.shop.auth.InMemoryAttemptStore;
import dev.interlock.example.shop.auth.InMemorySessionStore;
import dev.interlock.example.shop.auth.SessionStore;
import dev.interlock.example.shop.carts.CartStore;
import dev.interlock.example.shop.carts.InMemoryCartStore;
import dev.interlock.example.shop.catalog.ImageStore;
import dev.interlock.example.shop.catalog.InMemoryImageStore;
import dev.interlock.example.shop.catalog.InMemoryProductStore;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.catalog.SampleImages;
import dev.interlock.example.shop.orders.InMemoryOrderStore;
import dev.interlock.example.shop.orders.OrderStore;
import dev.interlock.example.shop.payments.InMemoryPaymentStore;
import dev.interlock.example.shop.payments.PaymentStore;
import dev.interlock.example.shop.reviews.InMemoryReviewStore;
import dev.interlock.example.shop.reviews.ReviewFeed;
import dev.interlock.example.shop.reviews.ReviewStore;
import dev.interlock.example.shop.users.InMemoryUserStore;
import dev.interlock.example.shop.users.UserStore;

/** Stores of one process, without a database. All data is lost when the process ends. */
final class InMemoryStores implements Stores {
    private final UserStore users = new InMemoryUserStore();
    private final SessionStore sessions = new InMemorySessionStore();
    private final AttemptStore attempts = new InMemoryAttemptStore();
    private final InMemoryProductStore products = new InMemoryProductStore();
    private final ImageStore images = new SampleImages(new InMemoryImageStore());
    private final OrderStore orders = new InMemoryOrderStore(products);
    private final CartStore carts = new InMemoryCartStore(orders);
    private final InMemorySalesStore sales = new InMemorySalesStore();
    private final PaymentStore payments = new InMemoryPaymentStore(orders, sales);
    private final EventStore events = new InMemoryEventStore();
    private final ReviewFeed feed = new ReviewFeed();
    private final ReviewStore reviews = new InMemoryReviewStore(feed::publish);

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
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
