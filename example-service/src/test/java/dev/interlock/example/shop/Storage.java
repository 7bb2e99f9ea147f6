package dev.interlock.example.shop;

/** Where the shop of a test keeps its data. */
public enum Storage {
    MEMORY,
    POSTGRES
}
