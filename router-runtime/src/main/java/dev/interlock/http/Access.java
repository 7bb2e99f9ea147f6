package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/** Access rule of a route: generated code holds one for each route with {@code @Roles}. Immutable. */
public final class Access {

    private final String[] roles;

    private Access(String[] roles) {
        this.roles = roles.clone();
    }

    /** Creates a rule for callers that have one of these roles; without roles, for all authenticated callers. */
    public static Access of(String... roles) {
        return new Access(roles);
    }

    /**
     * Checks the caller of a request. Allocates nothing if access is allowed.
     *
     * @throws HttpException 401 for a request without a {@linkplain Request#principal() principal}, 403 when the
     *     principal has none of the roles
     */
    public void check(Request request) {
        Principal caller = request.principal();
        if (caller == null) {
            throw unauthorized();
        }
        if (roles.length > 0 && !hasAny(caller)) {
            throw new HttpException(HttpStatus.FORBIDDEN, "Role required: " + String.join(" or ", roles));
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
     * Returns the caller, for a handler that requires one.
     *
     * @throws HttpException 401 when there is none, 403 when it is of another class
     */
    public static <T extends Principal> T principal(Request request, Class<T> type) {
        Principal caller = request.principal();
        if (caller == null) {
            throw unauthorized();
        }
        if (!type.isInstance(caller)) {
            throw new HttpException(HttpStatus.FORBIDDEN, "Access denied to this kind of caller");
        }
        return type.cast(caller);
    }

    /** Returns the caller, for a handler that does not require one; null if there is none of this class. */
    public static <T extends Principal> @Nullable T principalIfAny(Request request, Class<T> type) {
        Principal caller = request.principal();
        return type.isInstance(caller) ? type.cast(caller) : null;
    }

    private static HttpException unauthorized() {
        return new HttpException(HttpStatus.UNAUTHORIZED, "Authentication required");
    }
}
