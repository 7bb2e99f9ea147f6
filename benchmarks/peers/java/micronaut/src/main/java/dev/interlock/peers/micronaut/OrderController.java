package dev.interlock.peers.micronaut;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.messages.NewOrder;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;

/** Handlers for orders. */
@Controller("/v1/orders")
class OrderController {
    @Post
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @Status(HttpStatus.CREATED)
    byte[] place(@Body byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(30, 0, NewOrder.parseFrom(body)).toByteArray();
    }

    @Get
    @Produces(Shop.TEXT)
    String list(@QueryValue long page) {
        return Long.toString(page + 31);
    }

    @Get("/{order}")
    @Produces(Shop.PROTOBUF)
    byte[] find(long order) {
        return Shop.receipt(32, order).toByteArray();
    }

    @Put("/{order}")
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @Status(HttpStatus.CREATED)
    byte[] replace(long order, @Body byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(33, order, NewOrder.parseFrom(body)).toByteArray();
    }

    @Delete("/{order}")
    @Status(HttpStatus.NO_CONTENT)
    void cancel(long order) {}

    @Get("/{order}/status")
    @Produces(Shop.TEXT)
    String status(long order) {
        return Long.toString(order + 35);
    }

    @Post("/{order}/shipments/{shipment}")
    @Produces(Shop.PROTOBUF)
    byte[] ship(long order, long shipment) {
        return Shop.receipt(36, order + shipment).toByteArray();
    }
}
