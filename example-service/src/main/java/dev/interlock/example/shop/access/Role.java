package dev.interlock.example.shop.access;

/** Role of an account. */
public enum Role {
    /** A customer may act only for their own account. */
    CUSTOMER,
    /** An administrator runs the shop, and may act for every account. */
    ADMIN
}
