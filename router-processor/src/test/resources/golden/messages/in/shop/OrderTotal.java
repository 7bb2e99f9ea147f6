package shop;

import dev.interlock.annotation.ProtoWriter;

@ProtoWriter("shop.OrderTotal")
interface OrderTotal {
    OrderTotal total(long cents);
}
