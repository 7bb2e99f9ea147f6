package dev.interlock.example.shop.access;

/** What an account may do. */
public enum Role {
    /** Acts for itself. */
    CUSTOMER,
    /** Runs the shop and may act for everyone. */
    ADMIN
}
