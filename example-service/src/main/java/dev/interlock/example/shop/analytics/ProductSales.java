package dev.interlock.example.shop.analytics;

/** Number of sold units of one product. */
public record ProductSales(long productId, long units) {}
