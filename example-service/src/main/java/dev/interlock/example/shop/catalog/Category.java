package dev.interlock.example.shop.catalog;

/** A department of the shop. */
public enum Category {
    BOOKS,
    GAMES,
    GARDEN,
    KITCHEN
}
