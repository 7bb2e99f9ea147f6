package dev.interlock.example.shop.web;

import dev.interlock.example.shop.access.Role;

/** Names of roles for {@code @Roles}. Only this annotation admits callers by role. */
public final class RoleNames {
    /** Name of {@link Role#ADMIN}. */
    public static final String ADMIN = "ADMIN";

    private RoleNames() {}
}
