package dev.interlock.http;

/**
 * Who calls, as a filter found out: it hands one to {@link Request#principal(Principal)}, and {@code @Roles} and handlers ask
 * for it. Implemented by the application; safe for use by several threads if it is shared by requests.
 */
public interface Principal {
    /** For people who read logs: the name of a user, the id of a service. */
    String name();

    /**
     * Whether the caller has a role, asked for each request of a route with {@code @Roles}.
     *
     * @param role as the annotation gives it
     */
    boolean hasRole(String role);
}
