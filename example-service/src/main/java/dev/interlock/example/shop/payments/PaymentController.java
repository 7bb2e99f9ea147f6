package dev.interlock.example.shop.payments;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.annotation.Timeout;
import dev.interlock.annotation.UseFilters;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.filter.RequestIds;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Handlers for payments of orders. */
@Controller("/v1/payments")
@Roles({})
@UseFilters(RequestIds.class)
public final class PaymentController {
    private final PaymentDesk desk;

    public PaymentController(PaymentDesk desk) {
        this.desk = desk;
    }

    /**
     * Authorizes a payment. The response follows when the bank has answered. After the time limit, the status is 503.
     * The header {@code idempotency-key} contains a UUID. With it, a client can safely repeat the request if the
     * response is lost.
     */
    @Post
    @Timeout("5s")
    @Status(201)
    public CompletionStage<Void> authorize(
            @Header UUID idempotencyKey,
            @Body NewPaymentView payment,
            @Attribute Caller caller,
            PaymentWriter authorized) {
        return desk.authorize(idempotencyKey, payment.orderId(), payment.amount(), caller)
                .thenAccept(response -> write(response, authorized));
    }

    @Get
    public void list(@Query("order") long orderId, @Attribute Caller caller, PaymentListWriter payments) {
        for (Payment payment : desk.list(orderId, caller)) {
            write(payment, payments.beginPayments());
            payments.endPayments();
        }
    }

    @Get("/{id}")
    public void find(UUID id, @Attribute Caller caller, PaymentWriter payment) {
        write(desk.find(id, caller), payment);
    }

    @Post("/{id}:capture")
    public void capture(UUID id, @Attribute Caller caller, PaymentWriter payment) {
        write(desk.capture(id, caller), payment);
    }

    /** Refunds an amount. If no amount is given, refunds everything that is left. */
    @Post("/{id}:refund")
    public void refund(UUID id, @Query OptionalLong amount, @Attribute Caller caller, PaymentWriter payment) {
        write(desk.refund(id, amount, caller), payment);
    }

    private static void write(Payment payment, PaymentWriter out) {
        out.id(payment.id().toString())
                .orderId(payment.orderId())
                .amount(payment.amount())
                .refunded(payment.refunded())
                .status(payment.status());
    }
}
