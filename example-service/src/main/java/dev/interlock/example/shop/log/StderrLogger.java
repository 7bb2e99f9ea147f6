package dev.interlock.example.shop.log;

import dev.interlock.log.LogText;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Writes warnings and errors to standard error. Standard output has only one line, with the address of the shop.
 *
 * <p>Each line begins with the milliseconds since the start. The log collector adds the date. Formatting a date here
 * would load the locales.
 */
final class StderrLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private static final long START = System.nanoTime();

    StderrLogger(String name) {
        this.name = name;
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
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - START);
        String line = millis + " [" + Thread.currentThread().getName() + "] " + level + ' ' + getName() + " - "
                + LogText.of(MessageFormatter.basicArrayFormat(message, arguments));
        // Reads the field only once, because another thread may replace the stream.
        PrintStream stderr = System.err;
        // The lock prevents other lines between a line and its stack trace.
        synchronized (stderr) {
            stderr.println(line);
            if (thrown != null) {
                thrown.printStackTrace(stderr);
            }
        }
    }
}
