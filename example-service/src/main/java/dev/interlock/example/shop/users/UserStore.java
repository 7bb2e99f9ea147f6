package dev.interlock.example.shop.users;

import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Stores accounts. Safe for use by several threads. May wait for a database. */
public interface UserStore {
    /**
     * Adds the account that {@code create} makes for a new id.
     *
     * @throws Refusal if another account has the same email address, or if the store is full
     */
    User add(LongFunction<User> create);

    Optional<User> find(long id);

    /** Finds an account by its email address. Ignores case. The result may lack the addresses of the account. */
    Optional<User> findByEmail(String email);

    /**
     * Replaces an account with the result of {@code change}, atomically.
     *
     * @throws Refusal if there is no such account, or if another account has the new email address
     */
    User update(long id, UnaryOperator<User> change);

    /** Removes an account. Returns false if there is no such account. */
    boolean remove(long id);

    /**
     * Returns a page of the accounts, ordered by id. They may lack their addresses.
     *
     * @param roles roles of the accounts; empty for all roles
     */
    Page<User> list(Set<Role> roles, int offset, int limit);
}
