package dev.interlock.peers.micronaut;

import dev.interlock.peers.common.Shop;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;

/** Handlers for users, and for their orders and addresses. */
@Controller("/v1/users")
class UserController {
    @Get
    @Produces(Shop.TEXT)
    String list(@QueryValue long page) {
        return Long.toString(page + 7);
    }

    @Post("/{user}/activation")
    @Status(HttpStatus.NO_CONTENT)
    void activate(long user) {}

    @Get("/{user}")
    @Produces(Shop.PROTOBUF)
    byte[] find(long user) {
        return Shop.receipt(9, user).toByteArray();
    }

    @Delete("/{user}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(long user) {}

    @Get("/{user}/orders")
    @Produces(Shop.TEXT)
    String orders(long user, @QueryValue long page) {
        return Long.toString(user + page + 11);
    }

    @Get("/{user}/orders/{order}")
    @Produces(Shop.TEXT)
    String order(long user, long order, @QueryValue long version) {
        return Long.toString(user + order + version + 12);
    }

    @Get("/{user}/addresses")
    @Produces(Shop.TEXT)
    String addresses(long user) {
        return Long.toString(user + 13);
    }

    @Put("/{user}/addresses/{address}")
    @Status(HttpStatus.NO_CONTENT)
    void saveAddress(long user, long address) {}
}
