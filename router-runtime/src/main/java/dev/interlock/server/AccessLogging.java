package dev.interlock.server;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.accesslog.AccessLogOptions;
import dev.interlock.internal.accesslog.OpenAccessLog;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.process.Hangup;
import dev.interlock.internal.settings.AccessLogSettings;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.Settings;
import dev.interlock.observe.ExchangeListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Access log of a server. Does nothing if the log is off. Safe for use by several threads. */
final class AccessLogging {
    private final @Nullable OpenAccessLog log;
    private final Runnable reopen;

    private AccessLogging(@Nullable OpenAccessLog log) {
        this.log = log;
        reopen = log == null ? () -> {} : log::reopen;
    }

    /**
     * Opens the log if the settings switch it on.
     *
     * @throws StartException if the target cannot be opened
     */
    static AccessLogging open(Settings settings, List<RouteInfo> routes, LoopClock clock) {
        Optional<AccessLogOptions> options = AccessLogSettings.of(settings);
        try {
            return new AccessLogging(options.isPresent() ? OpenAccessLog.open(options.get(), routes, clock) : null);
        } catch (IOException e) {
            throw new StartException(
                    "The access log cannot be written to " + settings.describe(Setting.ACCESS_LOG_TO) + ": "
                            + e.getMessage() + ". Tip: name a file in a directory that this process may write to",
                    e);
        }
    }

    /** Opens the file again at each SIGHUP. */
    void reopenAtHangup() {
        if (log != null && log.isFile()) {
            Hangup.ofProcess().add(reopen);
        }
    }

    /** Returns the listeners of the application, and the listener of the log. */
    List<ExchangeListener> listeners(List<ExchangeListener> others) {
        List<ExchangeListener> all = new ArrayList<>(others);
        if (log != null) {
            all.add(log.listener());
        }
        return all;
    }

    /** Returns the number of dropped lines; empty if the log is off. */
    OptionalLong dropped() {
        return log == null ? OptionalLong.empty() : OptionalLong.of(log.dropped());
    }

    /** Writes all lines and closes the target. Gives up after the given time. */
    void close(long nanos) {
        if (log != null) {
            Hangup.ofProcess().remove(reopen);
            log.close(nanos);
        }
    }
}
