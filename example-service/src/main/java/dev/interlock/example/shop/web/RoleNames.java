package dev.interlock.example.shop.web;

import dev.interlock.example.shop.access.Role;

/** Names of the roles for {@code @Roles}. This annotation is the only place that admits callers by their role. */
public final class RoleNames {
    /** Name of {@link Role#ADMIN}. */
    public static final String ADMIN = "ADMIN";

    private RoleNames() {}
}
