package dev.interlock.example.shop.payments;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Payments of orders. */
@Controller("/v1/payments")
public final class PaymentController {
    private final PaymentDesk desk;

    public PaymentController(PaymentDesk desk) {
        this.desk = desk;
    }

    /**
     * Answers when the bank has. The header {@code idempotency-key}, a UUID, lets a client ask again when it missed the
     * answer.
     */
    @Post
    @Status(201)
    public CompletionStage<ShopProto.Payment> authorize(
            @Header UUID idempotencyKey, @Body ShopProto.NewPayment payment, @Attribute Caller caller) {
        return desk.authorize(idempotencyKey, payment.getOrderId(), payment.getAmount(), caller)
                .thenApply(PaymentController::message);
    }

    @Get
    public ShopProto.PaymentList list(@Query("order") long orderId, @Attribute Caller caller) {
        return ShopProto.PaymentList.newBuilder()
                .addAllPayments(desk.list(orderId, caller).stream()
                        .map(PaymentController::message)
                        .toList())
                .build();
    }

    @Get("/{id}")
    public ShopProto.Payment find(UUID id, @Attribute Caller caller) {
        return message(desk.find(id, caller));
    }

    @Post("/{id}:capture")
    public ShopProto.Payment capture(UUID id, @Attribute Caller caller) {
        return message(desk.capture(id, caller));
    }

    /** Without an amount, all that is left. */
    @Post("/{id}:refund")
    public ShopProto.Payment refund(UUID id, @Query OptionalLong amount, @Attribute Caller caller) {
        return message(desk.refund(id, amount, caller));
    }

    private static ShopProto.Payment message(Payment payment) {
        return ShopProto.Payment.newBuilder()
                .setId(payment.id().toString())
                .setOrderId(payment.orderId())
                .setAmount(payment.amount())
                .setRefunded(payment.refunded())
                .setStatus(status(payment.status()))
                .build();
    }

    private static ShopProto.PaymentStatus status(PaymentStatus status) {
        return switch (status) {
            case AUTHORIZED -> ShopProto.PaymentStatus.AUTHORIZED;
            case CAPTURED -> ShopProto.PaymentStatus.CAPTURED;
            case REFUNDED -> ShopProto.PaymentStatus.REFUNDED;
        };
    }
}
