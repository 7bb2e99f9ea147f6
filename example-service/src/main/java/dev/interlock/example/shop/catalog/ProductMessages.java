package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Map;

/** Converts products to messages and back. */
final class ProductMessages {
    private ProductMessages() {}

    static ShopProto.Product of(Product product) {
        return ShopProto.Product.newBuilder()
                .setId(product.id())
                .setSku(product.sku().text())
                .setName(product.name())
                .setCategory(of(product.category()))
                .setPrice(product.price())
                .setStock(product.stock().units())
                .addAllTags(product.tags())
                .build();
    }

    static ShopProto.ProductList of(Page<Product> page) {
        return ShopProto.ProductList.newBuilder()
                .addAllProducts(page.items().stream().map(ProductMessages::of).toList())
                .setTotal(page.total())
                .build();
    }

    static ShopProto.StockLevel stock(int units) {
        return ShopProto.StockLevel.newBuilder().setUnits(units).build();
    }

    static ShopProto.CategoryList of(Map<Category, Integer> counts) {
        ShopProto.CategoryList.Builder list = ShopProto.CategoryList.newBuilder();
        counts.forEach((category, count) ->
                list.addCategoriesBuilder().setCategory(of(category)).setProducts(count));
        return list.build();
    }

    static Product product(long id, ShopProto.NewProduct message) {
        return new Product(
                id,
                new Sku(message.getSku()),
                message.getName(),
                category(message.getCategory()),
                message.getPrice(),
                new Stock(message.getStock()),
                message.getTagsList());
    }

    private static ShopProto.Category of(Category category) {
        return switch (category) {
            case BOOKS -> ShopProto.Category.BOOKS;
            case GAMES -> ShopProto.Category.GAMES;
            case GARDEN -> ShopProto.Category.GARDEN;
            case KITCHEN -> ShopProto.Category.KITCHEN;
        };
    }

    private static Category category(ShopProto.Category category) {
        return switch (category) {
            case BOOKS -> Category.BOOKS;
            case GAMES -> Category.GAMES;
            case GARDEN -> Category.GARDEN;
            case KITCHEN -> Category.KITCHEN;
            case CATEGORY_UNSPECIFIED, UNRECOGNIZED -> throw Refusal.invalid("category is missing or unknown.");
        };
    }
}
