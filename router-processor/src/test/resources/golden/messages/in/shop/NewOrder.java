package shop;

import dev.interlock.annotation.ProtoView;

@ProtoView("shop.NewOrder")
interface NewOrder {
    long userId();
}
