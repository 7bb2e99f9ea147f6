package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/** Access rule of a route. Generated code holds one rule for each route with {@code @Roles}. Immutable. */
public final class Access {

    private final String[] roles;

    private Access(String[] roles) {
        this.roles = roles.clone();
    }

    /**
     * Creates a rule that admits callers with one of these roles. Without roles, the rule admits all authenticated
     * callers.
     */
    public static Access of(String... roles) {
        return new Access(roles);
    }

    /**
     * Checks the caller of a request. Allocates nothing if access is allowed.
     *
     * @throws HttpException 401 for a request without a {@linkplain Request#principal() principal}, 403 for a principal
     *     with none of the roles
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
     * @throws HttpException 401 if the request has no principal, 403 if the principal is of another class
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

    /**
     * Returns the caller, for a handler that does not require one. Returns null if the request has no principal of this
     * class.
     */
    public static <T extends Principal> @Nullable T principalIfAny(Request request, Class<T> type) {
        Principal caller = request.principal();
        return type.isInstance(caller) ? type.cast(caller) : null;
    }

    private static HttpException unauthorized() {
        return new HttpException(HttpStatus.UNAUTHORIZED, "Authentication required");
    }
}
