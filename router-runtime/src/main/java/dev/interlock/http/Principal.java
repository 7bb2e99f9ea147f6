package dev.interlock.http;

/**
 * An authenticated caller. A filter sets it by {@link Request#principal(Principal)}; {@code @Roles} and handlers read
 * it. Implemented by the application. It must be safe for use by several threads if requests share it.
 */
public interface Principal {
    /** Name for readers of logs, such as the name of a user or the id of a service. */
    String name();

    /**
     * Whether the caller has a role. Called for each request to a route with {@code @Roles}.
     *
     * @param role as in the annotation
     */
    boolean hasRole(String role);
}
