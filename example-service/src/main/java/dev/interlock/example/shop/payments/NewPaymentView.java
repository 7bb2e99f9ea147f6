package dev.interlock.example.shop.payments;

import dev.interlock.annotation.ProtoView;

/** A payment that is asked for. */
@ProtoView("shop.NewPayment")
public interface NewPaymentView {
    long orderId();

    long amount();
}
