package dev.interlock.example.shop.database;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.Unavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts database failures to exceptions of the shop, by SQLSTATE (PostgreSQL appendix A). */
public final class SqlFailures {
    /** The row violates a unique constraint. */
    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * Classes of temporary failures: connection exception, transaction rollback, insufficient resources, operator
     * intervention (such as a shutdown or a statement timeout), and system error.
     */
    private static final Set<String> TEMPORARY = Set.of("08", "40", "53", "57", "58");
    /** The lock timeout passed. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Class of data exceptions, such as NUL in a text. */
    private static final String BAD_DATA = "22";

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /** Returns the exception to throw instead. Logs temporary failures, at most once in ten seconds. */
    RuntimeException translate(RuntimeException failure) {
        SQLException cause = cause(failure);
        if (cause == null) {
            return failure;
        }
        if (isTemporary(cause)) {
            log(cause);
            return new Unavailable("the database is not available");
        }
        return String.valueOf(cause.getSQLState()).startsWith(BAD_DATA)
                ? Refusal.invalid("A value cannot be stored: a text with NUL, or a number or date out of range.")
                : failure;
    }

    private static boolean isTemporary(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return cause instanceof SQLTransientConnectionException
                || state.equals(LOCK_NOT_AVAILABLE)
                || TEMPORARY.contains(state.substring(0, Math.min(2, state.length())));
    }

    private void log(SQLException cause) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
            LOG.warn("The database is not available. Requests get 503: {}", line(cause));
        }
    }

    /** Whether a row violates a unique constraint. */
    public static boolean isDuplicate(RuntimeException failure) {
        SQLException cause = cause(failure);
        return cause != null && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }

    /** Returns the first line of a message. PostgreSQL adds hints in further lines. */
    static String line(Throwable failure) {
        Throwable shown = failure instanceof SQLException ? failure : first(failure);
        return String.valueOf(shown.getMessage()).lines().findFirst().orElse("no message");
    }

    private static Throwable first(Throwable failure) {
        SQLException cause = cause(failure);
        return cause == null ? failure : cause;
    }

    private static @Nullable SQLException cause(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
