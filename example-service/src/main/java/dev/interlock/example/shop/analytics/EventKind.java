package dev.interlock.example.shop.analytics;

/** Kind of an event. */
public enum EventKind {
    PAGE_VIEW,
    PRODUCT_VIEW,
    SEARCH,
    ADD_TO_CART
}
