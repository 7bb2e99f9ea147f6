package dev.interlock.example.shop.orders;

/** Status of an order. */
public enum OrderStatus {
    /** Placed but not paid. The units of the order are out of stock. */
    NEW,
    PAID,
    SHIPPED,
    DELIVERED,
    /** Cancelled. The units of the order are back in stock. */
    CANCELLED;

    /** Whether an order may change from this status to {@code next}. */
    public boolean canBecome(OrderStatus next) {
        return switch (this) {
            case NEW -> next == PAID || next == CANCELLED;
            case PAID -> next == SHIPPED || next == CANCELLED;
            case SHIPPED -> next == DELIVERED;
            case DELIVERED, CANCELLED -> false;
        };
    }
}
