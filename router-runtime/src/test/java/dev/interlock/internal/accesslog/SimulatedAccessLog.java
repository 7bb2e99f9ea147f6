package dev.interlock.internal.accesslog;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.ExchangeListener;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Access log without a thread, which counts its lines. Used by one thread. */
public final class SimulatedAccessLog {
    private final LogWriter writer;
    private final AccessLogListener listener;
    private int lines;

    public SimulatedAccessLog(LoopClock clock, List<RouteInfo> routes) {
        writer = new LogWriter(this::count, new LogProblems(clock, "nothing"));
        listener = new AccessLogListener(Lines.options(LogFormat.JSON, ""), routes, clock, writer);
    }

    private void count(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
    }

    /** Returns the listener that logs exchanges. */
    public ExchangeListener listener() {
        return listener;
    }

    /** Closes the log, and returns the number of its lines, dropped lines included. */
    public long close() {
        writer.close(TimeUnit.SECONDS.toNanos(1));
        writer.run();
        return lines + writer.dropped();
    }
}
