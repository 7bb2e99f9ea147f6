package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/** What a route demands of its caller: generated code holds one for each route with {@code @Roles}. Immutable. */
public final class Access {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final String[] roles;

    private Access(String[] roles) {
        this.roles = roles.clone();
    }

    /** For callers that have one of these roles; for any caller that is known, if there are none. */
    public static Access of(String... roles) {
        return new Access(roles);
    }

    /**
     * Lets the request pass, or not. Allocates nothing if it does.
     *
     * @throws HttpException 401 for a request without {@linkplain Request#principal() principal}, 403 for one whose
     *     principal has none of the roles
     */
    public void check(Request request) {
        Principal caller = request.principal();
        if (caller == null) {
            throw unauthorized();
        }
        if (roles.length > 0 && !hasAny(caller)) {
            throw new HttpException(FORBIDDEN, "This takes the role " + String.join(" or ", roles));
        }
    }

    private boolean hasAny(Principal caller) {
        for (String role : roles) {
            if (caller.hasRole(role)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The caller, for a handler that takes one.
     *
     * @throws HttpException 401 if there is none, 403 if it is of another class
     */
    public static <T extends Principal> T principal(Request request, Class<T> type) {
        Principal caller = request.principal();
        if (caller == null) {
            throw unauthorized();
        }
        if (!type.isInstance(caller)) {
            throw new HttpException(FORBIDDEN, "This is for callers of another kind");
        }
        return type.cast(caller);
    }

    /** The caller, for a handler that does without; null if there is none of this class. */
    public static <T extends Principal> @Nullable T principalIfAny(Request request, Class<T> type) {
        Principal caller = request.principal();
        return type.isInstance(caller) ? type.cast(caller) : null;
    }

    private static HttpException unauthorized() {
        return new HttpException(UNAUTHORIZED, "This takes a caller that is known: send credentials");
    }
}
