package dev.interlock.example.shop.access;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.http.Principal;

/** The account that a request acts for. */
public record Caller(long userId, Role role) implements Principal {
    /** The role of administrators, for {@code @Roles}. */
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

    /** Whether what belongs to {@code ownerId} is the caller's to see and change. */
    public boolean mayActFor(long ownerId) {
        return isAdmin() || userId == ownerId;
    }

    /**
     * Lets only administrators pass.
     *
     * @throws Refusal 403 for everyone else
     */
    public void requireAdmin() {
        if (!isAdmin()) {
            throw Refusal.forbidden("Only an administrator may do this.");
        }
    }
}
