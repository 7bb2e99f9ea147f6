package dev.interlock.example.shop;

/** Storage of the shop in a test. */
public enum Storage {
    MEMORY,
    POSTGRES
}
