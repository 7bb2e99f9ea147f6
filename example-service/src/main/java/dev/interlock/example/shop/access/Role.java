package dev.interlock.example.shop.access;

/** Role of an account. */
public enum Role {
    /** May act for itself only. */
    CUSTOMER,
    /** Runs the shop, and may act for everyone. */
    ADMIN
}
