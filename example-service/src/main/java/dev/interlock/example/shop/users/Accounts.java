package dev.interlock.example.shop.users;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Operations on accounts. If the caller may not act for an account, an operation acts as if the account did not exist.
 * Therefore customers cannot find out which accounts exist.
 */
public final class Accounts {
    private final UserStore users;
    private final Passwords passwords;
    private final LongConsumer onClose;
    private final Clock clock;

    /**
     * Creates the operations for a store.
     *
     * @param onClose called with the id of each closed account
     */
    public Accounts(UserStore users, Passwords passwords, LongConsumer onClose, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.onClose = onClose;
        this.clock = clock;
    }

    /** Creates a customer's account. */
    public User signUp(String email, String name, String password) {
        String hash = passwords.hash(password);
        return users.add(id -> new User(id, email, name, Role.CUSTOMER, hash, clock.instant(), List.of()));
    }

    public User find(long id, Caller caller) {
        requireSight(id, caller);
        return users.find(id).orElseThrow(() -> Refusal.notFound("user", id));
    }

    /** Changes the email address and the name, if they are present. */
    public User change(long id, Optional<String> email, Optional<String> name, Caller caller) {
        requireSight(id, caller);
        return users.update(id, user -> user.withProfile(email.orElse(user.email()), name.orElse(user.name())));
    }

    /**
     * Changes the caller's password.
     *
     * @throws Refusal if {@code current} is not the old password
     */
    public void changePassword(String current, String replacement, Caller caller) {
        User user = find(caller.userId(), caller);
        if (!passwords.matches(current, user.passwordHash())) {
            throw Refusal.forbidden("The current password is wrong.");
        }
        String hash = passwords.hash(replacement);
        users.update(user.id(), found -> found.withPasswordHash(hash));
    }

    public void close(long id, Caller caller) {
        requireSight(id, caller);
        if (!users.remove(id)) {
            throw Refusal.notFound("user", id);
        }
        onClose.accept(id);
    }

    public void addAddress(long id, Address address, Caller caller) {
        requireSight(id, caller);
        users.update(id, user -> user.withAddress(address));
    }

    public void removeAddress(long id, UUID addressId, Caller caller) {
        requireSight(id, caller);
        users.update(id, user -> user.withoutAddress(addressId));
    }

    /**
     * Lists accounts, ordered by id. The route admits only administrators.
     *
     * @param roles roles to list; empty for all roles
     */
    public Page<User> list(Set<Role> roles, int offset, int limit) {
        return users.list(roles, offset, limit);
    }

    private static void requireSight(long id, Caller caller) {
        if (!caller.mayActFor(id)) {
            throw Refusal.notFound("user", id);
        }
    }
}
