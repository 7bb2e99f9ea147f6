package dev.interlock.example.shop.orders;

/**
 * One product of an order, its quantity and its price.
 *
 * @param unitPrice price of one unit when the order was placed, in minor units
 */
public record OrderLine(long productId, int quantity, long unitPrice) {
    /** Returns the total price in minor units. */
    public long total() {
        return unitPrice * quantity;
    }
}
