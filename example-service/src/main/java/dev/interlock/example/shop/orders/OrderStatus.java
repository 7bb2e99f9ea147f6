package dev.interlock.example.shop.orders;

/** Status of an order. */
public enum OrderStatus {
    /** Placed but not paid. Its units are out of stock. */
    NEW,
    PAID,
    SHIPPED,
    DELIVERED,
    /** Cancelled. Its units are back in stock. */
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
