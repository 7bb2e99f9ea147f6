package dev.interlock.example.shop.payments;

import dev.interlock.annotation.ProtoView;

/** A payment request. */
@ProtoView("shop.NewPayment")
public interface NewPaymentView {
    long orderId();

    long amount();
}
