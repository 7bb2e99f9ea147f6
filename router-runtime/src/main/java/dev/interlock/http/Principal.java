package dev.interlock.http;

/**
 * An authenticated caller. Applications implement this interface. A filter sets the caller by
 * {@link Request#setPrincipal}. {@code @Roles} checks it, and handlers can read it. If several requests share a
 * principal, it must be safe for use by several threads.
 */
public interface Principal {
    /** Returns a name for logs, such as the name of a user or the id of a service. */
    String name();

    /**
     * Whether the caller has a role. Called for each request to a route with {@code @Roles}.
     *
     * @param role name of the role, as in the annotation
     */
    boolean hasRole(String role);
}
