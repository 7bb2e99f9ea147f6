package dev.interlock.example.shop.orders;

/**
 * Units of one product in an order.
 *
 * @param unitPrice price of one unit when the order was placed, in minor units
 */
public record OrderLine(long productId, int quantity, long unitPrice) {
    /** Returns the total in minor units. */
    public long total() {
        return unitPrice * quantity;
    }
}
