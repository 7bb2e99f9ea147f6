package dev.interlock.example.shop.orders;

/**
 * Units of one product in an order.
 *
 * @param unitPrice in minor units, as it was when the order was placed
 */
public record OrderLine(long productId, int quantity, long unitPrice) {
    /** In minor units. */
    public long total() {
        return unitPrice * quantity;
    }
}
