package dev.interlock.peers.shop;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Status;

/** Handlers for payments of orders. */
@Controller("/v1/payments")
final class PaymentController {
    @Post("/{payment}")
    @Status(201)
    void pay(long payment, @Body NewOrder order, Receipt receipt) {
        Receipts.write(receipt, 37, payment, order);
    }

    @Get("/{payment}")
    void find(long payment, Receipt receipt) {
        Receipts.write(receipt, 38, payment);
    }

    @Post("/{payment}/refunds")
    void refund(long payment, Receipt receipt) {
        Receipts.write(receipt, 39, payment);
    }
}
