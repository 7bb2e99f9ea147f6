package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.SqlFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;

/** Reviews in PostgreSQL. */
public final class PostgresReviewStore implements ReviewStore {
    /**
     * Key of the advisory lock that lets only one transaction at a time add a review. So ids are in commit order, and a
     * feed that has seen an id has seen all smaller ids.
     */
    private static final int ADDING = 0x5481;

    private final Database database;

    public PostgresReviewStore(Database database) {
        this.database = database;
    }

    @Override
    public Review add(LongFunction<Review> create) {
        return database.transaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(?)", ADDING);
            long id = handle.createQuery("select nextval(pg_get_serial_sequence('reviews', 'id'))")
                    .mapTo(Long.class)
                    .one();
            Review review = create.apply(id);
            try {
                insert(review, handle);
            } catch (JdbiException e) {
                throw SqlFailures.isDuplicate(e) ? Review.second(review.productId()) : e;
            }
            return review;
        });
    }

    private static void insert(Review review, Handle handle) {
        handle.createUpdate("insert into reviews (id, product_id, user_id, stars, text, written_at) "
                        + "values (:id, :product, :user, :stars, :text, :writtenAt)")
                .bind("id", review.id())
                .bind("product", review.productId())
                .bind("user", review.userId())
                .bind("stars", review.stars())
                .bind("text", review.text())
                .bind("writtenAt", review.writtenAt())
                .execute();
    }

    @Override
    public Optional<Review> find(long id) {
        return database.read(handle -> handle.createQuery("select * from reviews where id = :id")
                .bind("id", id)
                .map(PostgresReviewStore::review)
                .findOne());
    }

    @Override
    public boolean remove(long id) {
        return database.read(handle -> handle.createUpdate("delete from reviews where id = :id")
                        .bind("id", id)
                        .execute()
                > 0);
    }

    @Override
    public List<Review> list(long productId, int offset, int limit) {
        return database.read(handle -> handle.createQuery(
                        "select * from reviews where product_id = :product order by id offset :offset limit :limit")
                .bind("product", productId)
                .bind("offset", offset)
                .bind("limit", limit)
                .map(PostgresReviewStore::review)
                .list());
    }

    @Override
    public List<Review> after(long afterId, int limit) {
        return database.read(
                handle -> handle.createQuery("select * from reviews where id > :after order by id limit :limit")
                        .bind("after", afterId)
                        .bind("limit", limit)
                        .map(PostgresReviewStore::review)
                        .list());
    }

    /** Returns the largest id of all reviews, or 0. */
    long lastId() {
        return database.read(handle -> handle.createQuery("select coalesce(max(id), 0) from reviews")
                .mapTo(Long.class)
                .one());
    }

    private static Review review(ResultSet row, StatementContext context) throws SQLException {
        return new Review(
                row.getLong("id"),
                row.getLong("product_id"),
                row.getLong("user_id"),
                row.getInt("stars"),
                row.getString("text"),
                row.getLong("written_at"));
    }
}
