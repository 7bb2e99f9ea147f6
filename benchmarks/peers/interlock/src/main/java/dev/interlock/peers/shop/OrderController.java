package dev.interlock.peers.shop;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Status;

/** Handlers for orders. */
@Controller("/v1/orders")
final class OrderController {
    @Post
    @Status(201)
    void place(@Body NewOrder order, Receipt receipt) {
        Receipts.write(receipt, 30, 0, order);
    }

    @Get
    long list(@Query long page) {
        return page + 31;
    }

    @Get("/{order}")
    void find(long order, Receipt receipt) {
        Receipts.write(receipt, 32, order);
    }

    @Put("/{order}")
    @Status(201)
    void replace(long order, @Body NewOrder changed, Receipt receipt) {
        Receipts.write(receipt, 33, order, changed);
    }

    @Delete("/{order}")
    void cancel(long order) {}

    @Get("/{order}/status")
    long status(long order) {
        return order + 35;
    }

    @Post("/{order}/shipments/{shipment}")
    void ship(long order, long shipment, Receipt receipt) {
        Receipts.write(receipt, 36, order + shipment);
    }
}
