package dev.interlock.internal.log;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Loggers of the server. They are loggers of SLF4J. If SLF4J has no provider, they write to standard error instead.
 * SLF4J would drop every line, so nothing would explain why a service responds 500.
 */
public final class ServerLog {
    private static final boolean MISSING = isMissing();

    private ServerLog() {}

    /** Returns the logger of a class of the server. */
    public static Logger of(Class<?> type) {
        return named(type.getName());
    }

    /** Returns a logger by its name. */
    public static Logger named(String name) {
        return MISSING ? new StandardErrorLogger(name, System.err) : LoggerFactory.getLogger(name);
    }

    /**
     * Returns whether SLF4J has no provider. Searches for providers only if SLF4J drops every line, because the search
     * is slow.
     */
    private static boolean isMissing() {
        return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory
                && isMissing(ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader()));
    }

    /**
     * Returns whether there is no provider. A provider that drops every line, for example {@code slf4j-nop}, counts as
     * a provider.
     */
    static boolean isMissing(Iterable<SLF4JServiceProvider> providers) {
        try {
            return !providers.iterator().hasNext();
        } catch (ServiceConfigurationError e) {
            // SLF4J could not load the provider, either, and has reported that.
            return true;
        }
    }
}
