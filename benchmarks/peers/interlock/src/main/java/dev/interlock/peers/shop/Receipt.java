package dev.interlock.peers.shop;

import dev.interlock.annotation.ProtoWriter;

/** The response to an order or another change. */
@ProtoWriter("shop.Receipt")
interface Receipt {
    Receipt id(long id);

    Receipt userId(long id);

    Receipt lines(int count);

    Receipt total(long total);

    Receipt currency(CharSequence code);
}
