package dev.interlock.example.shop.catalog;

import java.util.Comparator;

/** Order in which products are listed. Products that are equal in this order are listed by id. */
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
