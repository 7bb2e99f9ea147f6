package dev.interlock.peers.micronaut;

import dev.interlock.peers.common.Shop;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;

/** Handlers for products. */
@Controller("/v1/catalog")
class CatalogController {
    @Get("/categories")
    @Produces(Shop.TEXT)
    String categories() {
        return "books music";
    }

    @Get("/categories/{category}")
    @Produces(Shop.TEXT)
    String category(long category, @QueryValue long page) {
        return Long.toString(category + page + 16);
    }

    @Get("/products")
    @Produces(Shop.TEXT)
    String list(@QueryValue long page) {
        return Long.toString(page + 17);
    }

    @Get("/products/{product}")
    @Produces(Shop.PROTOBUF)
    byte[] find(long product) {
        return Shop.receipt(18, product).toByteArray();
    }

    @Get("/products/{product}/price")
    @Produces(Shop.TEXT)
    String price(long product, @QueryValue long quantity) {
        return Long.toString(product + quantity + 19);
    }

    @Get("/products/{product}/stock")
    @Produces(Shop.TEXT)
    String stock(long product) {
        return Long.toString(product + 20);
    }

    @Put("/products/{product}/stock")
    @Status(HttpStatus.NO_CONTENT)
    void restock(long product, @QueryValue long units) {}

    @Get("/products/{product}/reviews")
    @Produces(Shop.TEXT)
    String reviews(long product, @QueryValue long page) {
        return Long.toString(product + page + 22);
    }

    @Get("/products/{product}/reviews/{review}")
    @Produces(Shop.PROTOBUF)
    byte[] review(long product, long review) {
        return Shop.receipt(23, product + review).toByteArray();
    }
}
