package dev.interlock.example.shop.access;

/** The account for which an operation runs. */
public record Caller(long userId, Role role) {
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** Whether the caller may see and change the objects of the user {@code ownerId}. */
    public boolean mayActFor(long ownerId) {
        return isAdmin() || userId == ownerId;
    }
}
