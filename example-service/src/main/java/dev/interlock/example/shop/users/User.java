package dev.interlock.example.shop.users;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * An account.
 *
 * @param email email address in lower case; no two accounts have the same address
 * @param passwordHash hash that {@link Passwords} has made
 * @param addresses at most 20 addresses
 */
public record User(
        long id,
        String email,
        String name,
        Role role,
        String passwordHash,
        Instant createdAt,
        List<Address> addresses) {

    static final int MAX_NAME = 100;

    private static final int MAX_ADDRESSES = 20;

    public User {
        if (!EmailAddress.isPlausible(email)) {
            throw Refusal.invalid("email must be an address such as ada@example.com.");
        }
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw Refusal.invalid("name must be 1 to " + MAX_NAME + " characters.");
        }
        email = email.toLowerCase(Locale.ROOT);
        addresses = List.copyOf(addresses);
    }

    /** Returns the refusal of a second account with an email address. It does not repeat the address. */
    static Refusal emailTaken() {
        return Refusal.conflict("This e-mail address is taken.");
    }

    /** Returns the caller that the sessions of this account have. */
    public Caller caller() {
        return new Caller(id, role);
    }

    User withProfile(String newEmail, String newName) {
        return new User(id, newEmail, newName, role, passwordHash, createdAt, addresses);
    }

    User withPasswordHash(String hash) {
        return new User(id, email, name, role, hash, createdAt, addresses);
    }

    User withAddress(Address address) {
        if (addresses.size() == MAX_ADDRESSES) {
            throw Refusal.conflict("An account has at most " + MAX_ADDRESSES + " addresses.");
        }
        List<Address> more = new ArrayList<>(addresses);
        more.add(address);
        return withAddresses(more);
    }

    User withoutAddress(UUID addressId) {
        List<Address> fewer = new ArrayList<>(addresses);
        if (!fewer.removeIf(address -> address.id().equals(addressId))) {
            throw Refusal.notFound("address", addressId);
        }
        return withAddresses(fewer);
    }

    private User withAddresses(List<Address> changed) {
        return new User(id, email, name, role, passwordHash, createdAt, changed);
    }
}
