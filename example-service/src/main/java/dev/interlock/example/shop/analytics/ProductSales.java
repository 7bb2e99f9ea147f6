package dev.interlock.example.shop.analytics;

/** How often one product was sold. */
public record ProductSales(long productId, long units) {}
