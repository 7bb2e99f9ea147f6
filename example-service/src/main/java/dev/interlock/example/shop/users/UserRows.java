package dev.interlock.example.shop.users;

import dev.interlock.example.shop.refusal.Refusal;
import org.jdbi.v3.core.Handle;

/** Statements on the table {@code users}, for transactions of several stores. */
public final class UserRows {
    private UserRows() {}

    /**
     * Locks an account until the end of the transaction, so that only one transaction at a time counts what the account
     * has.
     *
     * @throws Refusal if the account was closed
     */
    public static void lock(long id, Handle handle) {
        boolean isThere = handle.createQuery("select id from users where id = :user for no key update")
                .bind("user", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!isThere) {
            throw Refusal.unauthenticated("The account was closed.");
        }
    }
}
