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

/** Handlers for carts and their lines. */
@Controller("/v1/carts")
class CartController {
    @Post
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @Status(HttpStatus.CREATED)
    byte[] create(@Body byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(24, 0, NewOrder.parseFrom(body)).toByteArray();
    }

    @Get("/{cart}")
    @Produces(Shop.PROTOBUF)
    byte[] find(long cart) {
        return Shop.receipt(25, cart).toByteArray();
    }

    @Delete("/{cart}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(long cart) {}

    @Put("/{cart}/lines/{line}")
    @Produces(Shop.TEXT)
    String saveLine(long cart, long line, @QueryValue long quantity) {
        return Long.toString(cart + line + quantity + 27);
    }

    @Delete("/{cart}/lines/{line}")
    @Status(HttpStatus.NO_CONTENT)
    void removeLine(long cart, long line) {}

    @Post("/{cart}/checkout")
    @Produces(Shop.PROTOBUF)
    byte[] checkOut(long cart) {
        return Shop.receipt(29, cart).toByteArray();
    }
}
