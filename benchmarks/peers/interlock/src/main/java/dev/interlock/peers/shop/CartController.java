package dev.interlock.peers.shop;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Status;

/** Handlers for carts and their lines. */
@Controller("/v1/carts")
final class CartController {
    @Post
    @Status(201)
    void create(@Body NewOrder order, Receipt receipt) {
        Receipts.write(receipt, 24, 0, order);
    }

    @Get("/{cart}")
    void find(long cart, Receipt receipt) {
        Receipts.write(receipt, 25, cart);
    }

    @Delete("/{cart}")
    void remove(long cart) {}

    @Put("/{cart}/lines/{line}")
    long saveLine(long cart, long line, @Query long quantity) {
        return cart + line + quantity + 27;
    }

    @Delete("/{cart}/lines/{line}")
    void removeLine(long cart, long line) {}

    @Post("/{cart}/checkout")
    void checkOut(long cart, Receipt receipt) {
        Receipts.write(receipt, 29, cart);
    }
}
