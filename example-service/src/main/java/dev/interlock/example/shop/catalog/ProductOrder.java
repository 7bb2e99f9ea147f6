package dev.interlock.example.shop.catalog;

import java.util.Comparator;

/** Order in which products are listed. Equal products are ordered by id. */
public enum ProductOrder {
    ID,
    NAME,
    PRICE;

    Comparator<Product> comparator() {
        Comparator<Product> byId = Comparator.comparingLong(Product::id);
        return switch (this) {
            case ID -> byId;
            case NAME -> Comparator.comparing(Product::name).thenComparing(byId);
            case PRICE -> Comparator.comparingLong(Product::price).thenComparing(byId);
        };
    }
}
