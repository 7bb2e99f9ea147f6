package dev.interlock.peers.micronaut;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.messages.NewOrder;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;

/** Handlers for sales figures. */
@Controller("/v1/analytics")
class AnalyticsController {
    @Post("/baskets")
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @Status(HttpStatus.CREATED)
    byte[] addBasket(@Body byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(40, 0, NewOrder.parseFrom(body)).toByteArray();
    }

    @Get("/sales/{year}/{month}")
    @Produces(Shop.TEXT)
    String sales(long year, long month) {
        return Long.toString(year + month + 41);
    }

    @Get("/products/{product}/sales")
    @Produces(Shop.TEXT)
    String productSales(long product, @QueryValue long days) {
        return Long.toString(product + days + 42);
    }
}
