package dev.interlock.peers.shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;

/** Handlers for users, and for their orders and addresses. */
@Controller("/v1/users")
final class UserController {
    @Get
    long list(@Query long page) {
        return page + 7;
    }

    @Post("/{user}/activation")
    void activate(long user) {}

    @Get("/{user}")
    void find(long user, Receipt receipt) {
        Receipts.write(receipt, 9, user);
    }

    @Delete("/{user}")
    void remove(long user) {}

    @Get("/{user}/orders")
    long orders(long user, @Query long page) {
        return user + page + 11;
    }

    @Get("/{user}/orders/{order}")
    long order(long user, long order, @Query long version) {
        return user + order + version + 12;
    }

    @Get("/{user}/addresses")
    long addresses(long user) {
        return user + 13;
    }

    @Put("/{user}/addresses/{address}")
    void saveAddress(long user, long address) {}
}
