package dev.interlock.observe;

import org.jspecify.annotations.Nullable;

/**
 * Checks one thing that the application needs, such as its database. {@code Admin.check} adds it to a server, which is
 * not ready while the check fails.
 */
@FunctionalInterface
public interface HealthCheck {
    /**
     * Runs the check. At most one thread at a time calls it. The thread may block, and is interrupted after the time
     * limit of the check.
     *
     * @return null if all is well, or else the reason, which the response of the probe shows
     * @throws Exception any exception; the probe then shows only the name of its class, because messages of exceptions
     *     may contain secrets. The log has the exception
     */
    @Nullable
    String check() throws Exception;
}
