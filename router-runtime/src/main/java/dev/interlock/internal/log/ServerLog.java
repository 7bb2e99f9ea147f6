package dev.interlock.internal.log;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Loggers of the server. They are loggers of SLF4J, or write to standard error if SLF4J has no provider. SLF4J would
 * then drop every line, and a service would respond 500 without a trace.
 */
public final class ServerLog {
    private static final boolean MISSING = isMissing();

    private ServerLog() {}

    /** Logger of a class of the server. */
    public static Logger of(Class<?> type) {
        return MISSING ? new StandardErrorLogger(type.getName(), System.err) : LoggerFactory.getLogger(type);
    }

    /** Whether SLF4J has no provider. Searches the class path, a slow step, only if SLF4J drops every line. */
    private static boolean isMissing() {
        return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory
                && isMissing(ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader()));
    }

    /** Whether there is no provider. A provider that drops every line, such as {@code slf4j-nop}, is a choice. */
    static boolean isMissing(Iterable<SLF4JServiceProvider> providers) {
        try {
            return !providers.iterator().hasNext();
        } catch (ServiceConfigurationError e) {
            // SLF4J could not load the provider either, and has reported it.
            return true;
        }
    }
}
