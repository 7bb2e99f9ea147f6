package dev.interlock.example.shop.catalog;

import java.util.Comparator;

/** In what order products are listed; equal ones by id. */
public enum ProductOrder {
    ID(Comparator.comparingLong(Product::id)),
    NAME(Comparator.comparing(Product::name)),
    PRICE(Comparator.comparingLong(Product::price));

    private final Comparator<Product> comparator;

    ProductOrder(Comparator<Product> comparator) {
        this.comparator = comparator.thenComparingLong(Product::id);
    }

    Comparator<Product> comparator() {
        return comparator;
    }
}
