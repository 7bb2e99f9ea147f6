package dev.interlock.peers.micronaut;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.messages.NewOrder;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;

/** Handlers for payments of orders. */
@Controller("/v1/payments")
class PaymentController {
    @Post("/{payment}")
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @Status(HttpStatus.CREATED)
    byte[] pay(long payment, @Body byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(37, payment, NewOrder.parseFrom(body)).toByteArray();
    }

    @Get("/{payment}")
    @Produces(Shop.PROTOBUF)
    byte[] find(long payment) {
        return Shop.receipt(38, payment).toByteArray();
    }

    @Post("/{payment}/refunds")
    @Produces(Shop.PROTOBUF)
    byte[] refund(long payment) {
        return Shop.receipt(39, payment).toByteArray();
    }
}
