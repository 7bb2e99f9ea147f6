package dev.interlock.example.shop;

import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.catalog.Category;
import dev.interlock.example.shop.catalog.Product;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.catalog.Sku;
import dev.interlock.example.shop.catalog.Stock;
import dev.interlock.example.shop.users.User;
import dev.interlock.example.shop.users.UserStore;
import java.time.Clock;
import java.util.List;

/** Adds sample accounts and products to a new shop, so that a user can try it at once. */
final class SampleData {
    /** Hash of the password {@code correct horse}. The hash is a constant, because hashing would delay the start. */
    private static final String CUSTOMER_HASH =
            "600000:M7cZz0htFQ1O8rKVB1JRFw==:3dEBYRcoT0lMkHrQW0PJnnzmvqSn29/HTel/2ysWvNU=";

    /** Hash of the password {@code battery staple}. */
    private static final String ADMIN_HASH =
            "600000:v6dy1y3hntM6BHOPv7f98Q==:wdWaScxV+HU1w/qExjHNHyjs1WpfNJwNDnmQhAH7jkQ=";

    private final String customerHash;
    private final String adminHash;

    /** Creates sample data with other hashes of the same passwords. Tests use cheaper hashes. */
    SampleData(String customerHash, String adminHash) {
        this.customerHash = customerHash;
        this.adminHash = adminHash;
    }

    static SampleData standard() {
        return new SampleData(CUSTOMER_HASH, ADMIN_HASH);
    }

    void fill(UserStore users, ProductStore products, Clock clock) {
        addUser(users, "ada@example.com", "Ada", Role.CUSTOMER, customerHash, clock);
        addUser(users, "root@example.com", "Root", Role.ADMIN, adminHash, clock);
        addProduct(products, "BOK-0001", "Signals and Points", Category.BOOKS, 2_490, 120, "railway", "history");
        addProduct(products, "BOK-0002", "The Lever Frame", Category.BOOKS, 3_150, 80, "railway");
        addProduct(products, "GAM-0001", "Junction, a board game", Category.GAMES, 4_990, 45, "railway", "family");
        addProduct(products, "GDN-0001", "Watering can, 9 litres", Category.GARDEN, 1_895, 200, "steel");
        addProduct(products, "KIT-0001", "Enamel mug", Category.KITCHEN, 890, 500, "steel", "camping");
    }

    private static void addUser(UserStore users, String email, String name, Role role, String hash, Clock clock) {
        users.add(id -> new User(id, email, name, role, hash, clock.instant(), List.of()));
    }

    private static void addProduct(
            ProductStore products, String sku, String name, Category category, long price, int stock, String... tags) {
        products.add(id -> new Product(id, new Sku(sku), name, category, price, new Stock(stock), List.of(tags)));
    }
}
