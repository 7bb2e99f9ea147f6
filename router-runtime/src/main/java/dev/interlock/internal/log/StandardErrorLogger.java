package dev.interlock.internal.log;

import dev.interlock.log.LogText;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Prints each warning and each error to standard error, as one line. Safe for use by several threads. */
final class StandardErrorLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    /** Limit on the number of causes that are followed, because a chain of causes may be a cycle. */
    private static final int MAX_CAUSES = 100;

    private final transient PrintStream out;

    StandardErrorLogger(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        StringBuilder line = new StringBuilder(level + " " + name + ": ");
        line.append(MessageFormatter.basicArrayFormat(message, arguments));
        if (thrown != null) {
            append(line.append(": "), thrown);
        }
        out.println(LogText.of(line.toString()));
    }

    /** Appends the exception, its deepest cause, and the place where that cause was thrown. */
    private static void append(StringBuilder line, Throwable thrown) {
        line.append(thrown);
        Throwable deepest = deepestCause(thrown);
        if (deepest != thrown) {
            line.append(", caused by ").append(deepest);
        }
        StackTraceElement[] stack = deepest.getStackTrace();
        if (stack.length > 0) {
            line.append(" at ").append(stack[0]);
        }
    }

    private static Throwable deepestCause(Throwable thrown) {
        Throwable deepest = thrown;
        Throwable cause = thrown.getCause();
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            deepest = cause;
            cause = cause.getCause();
        }
        return deepest;
    }
}
