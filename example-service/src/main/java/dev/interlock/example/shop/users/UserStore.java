package dev.interlock.example.shop.users;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stores accounts. Safe for use by several threads. */
public interface UserStore {
    /**
     * Adds the account that {@code create} makes for a new id.
     *
     * @throws Refusal 409 if another account has the same email address
     * @throws dev.interlock.example.shop.store.StoreFull if the store is full
     */
    User add(LongFunction<User> create);

    Optional<User> find(long id);

    /** Finds an account by its email address. Ignores case. */
    Optional<User> findByEmail(String email);

    /**
     * Replaces an account with the result of {@code change}, atomically.
     *
     * @throws Refusal 404 if there is no such account, 409 if another account has the new email address
     */
    User update(long id, UnaryOperator<User> change);

    /** Removes an account. Returns false if there is no such account. */
    boolean remove(long id);

    /** Returns a page of the accounts that match {@code filter}, ordered by id. */
    Page<User> list(Predicate<User> filter, int offset, int limit);
}
