package dev.interlock.example.shop.catalog;

/**
 * Units of a product that left the stock.
 *
 * @param unitPrice in minor units, at the time of the sale
 */
public record SoldUnits(long productId, int units, long unitPrice) {}
