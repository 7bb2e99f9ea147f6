package dev.interlock.example.shop.orders;

/** Where an order is on its way. */
public enum OrderStatus {
    /** Placed, its units taken out of stock, not paid. */
    NEW,
    PAID,
    SHIPPED,
    DELIVERED,
    /** Its units are back in stock. */
    CANCELLED;

    /** Whether an order may go from this status to {@code next}. */
    public boolean canBecome(OrderStatus next) {
        return switch (this) {
            case NEW -> next == PAID || next == CANCELLED;
            case PAID -> next == SHIPPED || next == CANCELLED;
            case SHIPPED -> next == DELIVERED;
            case DELIVERED, CANCELLED -> false;
        };
    }
}
