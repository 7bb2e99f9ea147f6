package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.http.Principal;

/** A caller as the principal of requests: {@code @Roles} asks it, and logs name it by the id of the account. */
record CallerPrincipal(Caller caller) implements Principal {
    @Override
    public String name() {
        return Long.toString(caller.userId());
    }

    @Override
    public boolean hasRole(String role) {
        return caller.role().name().equals(role);
    }
}
