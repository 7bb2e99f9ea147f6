package dev.interlock.example.shop.payments;

import dev.interlock.annotation.ProtoWriter;

/** Writes a payment into a response. */
@ProtoWriter("shop.Payment")
public interface PaymentWriter {
    PaymentWriter id(CharSequence uuid);

    PaymentWriter orderId(long id);

    PaymentWriter amount(long minorUnits);

    PaymentWriter refunded(long minorUnits);

    PaymentWriter status(PaymentStatus status);
}
