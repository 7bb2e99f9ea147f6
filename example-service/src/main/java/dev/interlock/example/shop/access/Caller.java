package dev.interlock.example.shop.access;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.http.Principal;

/** The account that sends a request. */
public record Caller(long userId, Role role) implements Principal {
    /** Role of administrators, for {@code @Roles}. */
    public static final String ADMIN = "ADMIN";

    @Override
    public String name() {
        return Long.toString(userId);
    }

    @Override
    public boolean hasRole(String name) {
        return role.name().equals(name);
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** Whether the caller may see and change the objects of the user {@code ownerId}. */
    public boolean mayActFor(long ownerId) {
        return isAdmin() || userId == ownerId;
    }

    /**
     * Rejects every caller except administrators.
     *
     * @throws Refusal 403 if the caller is not an administrator
     */
    public void requireAdmin() {
        if (!isAdmin()) {
            throw Refusal.forbidden("Only an administrator may do this.");
        }
    }
}
