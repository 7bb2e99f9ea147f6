package dev.interlock.peers.shop;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Status;

/** Handlers for sales figures. */
@Controller("/v1/analytics")
final class AnalyticsController {
    @Post("/baskets")
    @Status(201)
    void addBasket(@Body NewOrder order, Receipt receipt) {
        Receipts.write(receipt, 40, 0, order);
    }

    @Get("/sales/{year}/{month}")
    long sales(long year, long month) {
        return year + month + 41;
    }

    @Get("/products/{product}/sales")
    long productSales(long product, @Query long days) {
        return product + days + 42;
    }
}
