package dev.interlock.peers.shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;

/** Handlers for products. */
@Controller("/v1/catalog")
final class CatalogController {
    @Get("/categories")
    String categories() {
        return "books music";
    }

    @Get("/categories/{category}")
    long category(long category, @Query long page) {
        return category + page + 16;
    }

    @Get("/products")
    long list(@Query long page) {
        return page + 17;
    }

    @Get("/products/{product}")
    void find(long product, Receipt receipt) {
        Receipts.write(receipt, 18, product);
    }

    @Get("/products/{product}/price")
    long price(long product, @Query long quantity) {
        return product + quantity + 19;
    }

    @Get("/products/{product}/stock")
    long stock(long product) {
        return product + 20;
    }

    @Put("/products/{product}/stock")
    void restock(long product, @Query long units) {}

    @Get("/products/{product}/reviews")
    long reviews(long product, @Query long page) {
        return product + page + 22;
    }

    @Get("/products/{product}/reviews/{review}")
    void review(long product, long review, Receipt receipt) {
        Receipts.write(receipt, 23, product + review);
    }
}
