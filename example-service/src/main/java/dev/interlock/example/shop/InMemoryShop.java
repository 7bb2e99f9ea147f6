package dev.interlock.example.shop;

import dev.interlock.annotation.Access;
import dev.interlock.annotation.HttpApp;
import dev.interlock.example.shop.analytics.AnalyticsController;
import dev.interlock.example.shop.auth.AuthController;
import dev.interlock.example.shop.auth.AuthFilter;
import dev.interlock.example.shop.carts.CartController;
import dev.interlock.example.shop.catalog.CatalogController;
import dev.interlock.example.shop.orders.InMemoryOrderController;
import dev.interlock.example.shop.payments.PaymentController;
import dev.interlock.example.shop.reviews.ReviewController;
import dev.interlock.example.shop.site.SiteController;
import dev.interlock.example.shop.users.UserController;
import dev.interlock.example.shop.web.CacheFor;
import dev.interlock.example.shop.web.Failures;
import dev.interlock.example.shop.web.RetryLater;
import dev.interlock.filter.Compression;
import dev.interlock.filter.Cors;
import dev.interlock.filter.Decompression;
import dev.interlock.filter.RequestIds;
import dev.interlock.filter.SecurityHeaders;
import dev.interlock.http.Router;

/**
 * The shop without a database. Its order handlers never wait, so they run on the event loop. Placing an order allocates
 * nothing.
 */
@HttpApp(
        access = Access.CLOSED,
        controllers = {
            AuthController.class,
            UserController.class,
            CatalogController.class,
            CartController.class,
            InMemoryOrderController.class,
            PaymentController.class,
            AnalyticsController.class,
            ReviewController.class,
            SiteController.class
        },
        filters = {
            SecurityHeaders.class,
            Cors.class,
            Compression.class,
            Decompression.class,
            RetryLater.class,
            AuthFilter.class
        },
        errors = Failures.class)
final class InMemoryShop {
    private InMemoryShop() {}

    static Router router(Controllers parts) {
        return InMemoryShopRouter.of(
                parts.auth,
                parts.users,
                parts.catalog,
                parts.carts,
                new InMemoryOrderController(parts.orders, parts.streams),
                parts.payments,
                parts.analytics,
                parts.reviews,
                parts.site,
                SecurityHeaders.standard(),
                Shop.CORS,
                Compression.standard(),
                Decompression.standard(),
                new RetryLater(),
                parts.authFilter,
                new CacheFor.Filters(),
                RequestIds.standard(),
                new Failures());
    }
}
