package dev.interlock.example.shop.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Converts rows of the table {@code products} to products and back. */
final class ProductRow {
    private ProductRow() {}

    static Product read(ResultSet row, StatementContext context) throws SQLException {
        return new Product(
                row.getLong("id"),
                new Sku(row.getString("sku")),
                row.getString("name"),
                Category.valueOf(row.getString("category")),
                row.getLong("price"),
                new Stock(row.getInt("stock"), row.getLong("version")),
                List.of((String[]) row.getArray("tags").getArray()));
    }

    static Update bind(Product product, Update statement) {
        return statement
                .bind("id", product.id())
                .bind("sku", product.sku().text())
                .bind("name", product.name())
                .bind("category", product.category().name())
                .bind("price", product.price())
                .bind("stock", product.stock().units())
                .bindArray("tags", String.class, product.tags());
    }
}
