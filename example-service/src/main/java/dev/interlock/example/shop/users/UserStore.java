package dev.interlock.example.shop.users;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Keeps accounts. Safe for use by several threads. */
public interface UserStore {
    /**
     * Adds the account that {@code create} makes of a new id.
     *
     * @throws Refusal 409 when its e-mail address is taken, 429 when the store is full
     */
    User add(LongFunction<User> create);

    Optional<User> find(long id);

    /** Looks up an e-mail address whatever its case. */
    Optional<User> findByEmail(String email);

    /**
     * Replaces an account by what {@code change} makes of it, atomically.
     *
     * @throws Refusal 404 when there is none, 409 when its new e-mail address is taken
     */
    User update(long id, UnaryOperator<User> change);

    /** Forgets an account; false when there was none. */
    boolean remove(long id);

    /** Accounts that pass {@code filter}, by id. */
    Page<User> list(Predicate<User> filter, int offset, int limit);
}
