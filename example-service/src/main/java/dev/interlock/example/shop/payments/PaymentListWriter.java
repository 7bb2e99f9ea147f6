package dev.interlock.example.shop.payments;

import dev.interlock.annotation.ProtoWriter;

/** The payments of an order. */
@ProtoWriter("shop.PaymentList")
public interface PaymentListWriter {
    PaymentWriter beginPayments();

    PaymentListWriter endPayments();
}
