package dev.interlock.example.shop.payments;

import dev.interlock.annotation.ProtoView;

/** The request to authorize a payment. */
@ProtoView("shop.NewPayment")
public interface NewPaymentView {
    long orderId();

    long amount();
}
