package dev.interlock.example.shop.analytics;

/** What a client reports. */
public enum EventKind {
    PAGE_VIEW,
    PRODUCT_VIEW,
    SEARCH,
    ADD_TO_CART
}
