package dev.interlock.example.shop.access;

/** Role of an account. */
public enum Role {
    /** May act only for itself. */
    CUSTOMER,
    /** Runs the shop, and may act for everyone. */
    ADMIN
}
