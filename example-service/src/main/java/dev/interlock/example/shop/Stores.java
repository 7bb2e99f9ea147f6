package dev.interlock.example.shop;

import dev.interlock.example.shop.analytics.EventStore;
import dev.interlock.example.shop.analytics.SalesStore;
import dev.interlock.example.shop.auth.AttemptStore;
import dev.interlock.example.shop.auth.SessionStore;
import dev.interlock.example.shop.carts.CartStore;
import dev.interlock.example.shop.catalog.ImageStore;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.orders.OrderStore;
import dev.interlock.example.shop.payments.PaymentStore;
import dev.interlock.example.shop.reviews.ReviewFeed;
import dev.interlock.example.shop.reviews.ReviewStore;
import dev.interlock.example.shop.users.UserStore;

/** Data of the shop: in memory, or in a database that several processes share. */
interface Stores extends AutoCloseable {
    UserStore users();

    SessionStore sessions();

    AttemptStore attempts();

    ProductStore products();

    ImageStore images();

    CartStore carts();

    OrderStore orders();

    PaymentStore payments();

    SalesStore sales();

    EventStore events();

    ReviewStore reviews();

    /** Returns the feed of the reviews that any process of the shop stores. */
    ReviewFeed feed();

    /** Whether the stores may block on a database. Callers must then not run on an event loop. */
    boolean mayWait();

    @Override
    void close();
}
