package dev.interlock.example.shop.payments;

import dev.interlock.annotation.ProtoWriter;

/** Writes the payments of an order into a response. */
@ProtoWriter("shop.PaymentList")
public interface PaymentListWriter {
    PaymentWriter beginPayments();

    PaymentListWriter endPayments();
}
