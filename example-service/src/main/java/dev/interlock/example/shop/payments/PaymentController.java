package dev.interlock.example.shop.payments;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.annotation.Timeout;
import dev.interlock.annotation.UseFilters;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.example.shop.web.RoleNames;
import dev.interlock.filter.RequestIds;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Handlers for payments of orders. */
@Controller("/v1/payments")
@Roles({})
@Blocking
@UseFilters(RequestIds.class)
public final class PaymentController {
    private final PaymentDesk desk;

    public PaymentController(PaymentDesk desk) {
        this.desk = desk;
    }

    /**
     * Authorizes a payment. Responds when the bank has answered, or with 503 after the time limit.
     * The header {@code idempotency-key} contains a UUID. With it, a client can safely repeat the request if the
     * response is lost, also at another replica.
     */
    @Post
    @Timeout("5s")
    @Status(201)
    @Consumes({MediaTypes.PROTOBUF, MediaTypes.JSON})
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public CompletionStage<ShopProto.Payment> authorize(
            @Header UUID idempotencyKey,
            @Body ShopProto.NewPayment payment,
            @Attribute Caller caller,
            Response response) {
        return desk.authorize(idempotencyKey, payment.getOrderId(), payment.getAmount(), caller)
                .thenApply(authorized -> {
                    response.header(HttpHeader.LOCATION, "/v1/payments/" + authorized.id());
                    return message(authorized);
                });
    }

    @Get
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.PaymentList list(@Query("order") long orderId, @Attribute Caller caller) {
        return ShopProto.PaymentList.newBuilder()
                .addAllPayments(desk.list(orderId, caller).stream()
                        .map(PaymentController::message)
                        .toList())
                .build();
    }

    @Get("/{id}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Payment find(UUID id, @Attribute Caller caller) {
        return message(desk.find(id, caller));
    }

    @Post("/{id}:capture")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Payment capture(UUID id, @Attribute Caller caller) {
        return message(desk.capture(id, caller));
    }

    /** Refunds an amount. If no amount is given, refunds everything that is left. */
    @Post("/{id}:refund")
    @Roles(RoleNames.ADMIN)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Payment refund(UUID id, @Query OptionalLong amount) {
        return message(desk.refund(id, amount));
    }

    private static ShopProto.Payment message(Payment payment) {
        return ShopProto.Payment.newBuilder()
                .setId(payment.id().toString())
                .setOrderId(payment.orderId())
                .setAmount(payment.amount())
                .setRefunded(payment.refunded())
                .setStatus(ShopProto.PaymentStatus.valueOf(payment.status().name()))
                .build();
    }
}
