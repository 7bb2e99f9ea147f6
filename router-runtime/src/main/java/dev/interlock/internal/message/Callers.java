package dev.interlock.internal.message;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Principal;
import org.jspecify.annotations.Nullable;

/** Checks the caller of a request. Allocates nothing for a caller who passes. */
final class Callers {
    private Callers() {}

    /** Returns the caller, who must be an instance of the class; see {@link ReceivedRequest#principal(Class)}. */
    static <T extends Principal> T require(@Nullable Principal caller, Class<T> type) {
        Principal known = require(caller);
        if (!type.isInstance(known)) {
            throw new HttpException(HttpStatus.FORBIDDEN, "Access denied: wrong type of caller");
        }
        return type.cast(known);
    }

    /** Checks that the caller has one of the roles; see {@link ReceivedRequest#requireRole}. */
    static void requireRole(@Nullable Principal caller, String... roles) {
        Principal known = require(caller);
        for (String role : roles) {
            if (known.hasRole(role)) {
                return;
            }
        }
        if (roles.length > 0) {
            throw new HttpException(HttpStatus.FORBIDDEN, "Role required: " + String.join(" or ", roles));
        }
    }

    /** Returns the caller, who must be authenticated; see {@link ReceivedRequest#requirePrincipal}. */
    static Principal require(@Nullable Principal caller) {
        if (caller == null) {
            throw new HttpException(HttpStatus.UNAUTHORIZED, "Authentication required");
        }
        return caller;
    }
}
