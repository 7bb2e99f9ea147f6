package dev.interlock.example.shop;

/** A mistake of a build. */
enum Fault {
    NONE,
    /** One in 200 requests for the status of an order fails with 500. */
    FAILS,
    /** Opening a cart takes 30 % longer. */
    SLOW,
    /** A product has no entity tag. */
    LOSES_HEADER
}
