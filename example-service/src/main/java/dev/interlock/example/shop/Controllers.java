package dev.interlock.example.shop;

import dev.interlock.example.shop.analytics.Analytics;
import dev.interlock.example.shop.analytics.AnalyticsController;
import dev.interlock.example.shop.auth.AuthController;
import dev.interlock.example.shop.auth.AuthFilter;
import dev.interlock.example.shop.auth.LoginLimit;
import dev.interlock.example.shop.auth.Logins;
import dev.interlock.example.shop.carts.CartController;
import dev.interlock.example.shop.carts.Carts;
import dev.interlock.example.shop.catalog.CatalogController;
import dev.interlock.example.shop.orders.OrderDesk;
import dev.interlock.example.shop.payments.InMemoryBank;
import dev.interlock.example.shop.payments.PaymentController;
import dev.interlock.example.shop.payments.PaymentDesk;
import dev.interlock.example.shop.reviews.ReviewController;
import dev.interlock.example.shop.site.SiteController;
import dev.interlock.example.shop.users.Accounts;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.example.shop.users.UserController;
import dev.interlock.example.shop.web.BoundedThreads;
import dev.interlock.example.shop.web.PagedStreams;
import dev.interlock.http.Readiness;
import java.time.Clock;

/** Controllers and filter of both applications of the shop. */
final class Controllers {
    /** Maximum number of payments to store at the same time after the bank has answered. */
    private static final int PAYMENT_THREADS = 8;
    /** Maximum number of lists to stream at the same time. */
    private static final int STREAM_THREADS = 8;

    final AuthFilter authFilter;
    final AuthController auth;
    final UserController users;
    final CatalogController catalog;
    final CartController carts;
    final PaymentController payments;
    final AnalyticsController analytics;
    final ReviewController reviews;
    final SiteController site;
    final OrderDesk orders;
    final PagedStreams streams = new PagedStreams(BoundedThreads.create("shop-streams", STREAM_THREADS));

    Controllers(Stores stores, Passwords passwords, Clock clock, Readiness readiness) {
        Accounts accounts = new Accounts(stores.users(), passwords, stores.sessions()::removeAll, clock);
        Logins logins = new Logins(stores.sessions(), stores.users(), accounts, passwords, clock);
        orders = new OrderDesk(stores.orders(), clock);
        PaymentDesk desk = new PaymentDesk(
                stores.payments(),
                orders,
                new InMemoryBank(),
                BoundedThreads.create("shop-payments", PAYMENT_THREADS),
                clock);
        authFilter = new AuthFilter(logins);
        auth = new AuthController(logins, new LoginLimit(stores.attempts(), clock));
        users = new UserController(accounts);
        catalog = new CatalogController(stores.products(), stores.images());
        carts = new CartController(new Carts(stores.carts(), stores.products(), orders, clock));
        payments = new PaymentController(desk);
        analytics = new AnalyticsController(new Analytics(stores.events(), stores.sales(), clock));
        reviews = new ReviewController(stores.reviews(), stores.feed(), stores.products(), streams, clock);
        site = new SiteController(readiness);
    }
}
