package dev.interlock.example.shop.catalog;

/**
 * New stock of a product, from a row of the database.
 *
 * @param version version of the row
 */
public record StockChange(long productId, int units, long version) {}
