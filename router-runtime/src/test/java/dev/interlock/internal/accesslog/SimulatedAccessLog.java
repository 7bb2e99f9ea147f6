package dev.interlock.internal.accesslog;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.ExchangeListener;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Access log without a thread, which counts its lines. Used by one thread. */
public final class SimulatedAccessLog {
    /** Has no reference to the listener, because the thread keeps the log of its loop, which refers to the target. */
    private final LineCount count = new LineCount();

    private final LogWriter writer;
    private final AccessLogListener listener;

    private static final class LineCount implements LogTarget {
        private int lines;

        @Override
        public void write(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                lines += bytes[i] == '\n' ? 1 : 0;
            }
        }
    }

    public SimulatedAccessLog(LoopClock clock, List<RouteInfo> routes) {
        writer = new LogWriter(count, new LogProblems(clock, "nothing"));
        listener = new AccessLogListener(Lines.options(LogFormat.JSON, ""), routes, clock, writer);
    }

    /** Returns the listener that logs exchanges. */
    public ExchangeListener listener() {
        return listener;
    }

    /** Closes the log, and returns the number of its lines, dropped lines included. */
    public long close() {
        writer.close(TimeUnit.SECONDS.toNanos(1));
        writer.run();
        return count.lines + writer.dropped();
    }
}
