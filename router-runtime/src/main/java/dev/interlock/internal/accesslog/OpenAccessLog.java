package dev.interlock.internal.accesslog;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.observe.ExchangeListener;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;

/** The access log of a server. Safe for use by several threads. */
public final class OpenAccessLog {
    private static final String LOGGER = "interlock.access";

    private final AccessLogListener listener;
    private final LogWriter writer;
    private final boolean isFile;

    private OpenAccessLog(
            AccessLogOptions options, List<RouteInfo> routes, LoopClock clock, LogTarget target, LogProblems problems) {
        isFile = target instanceof LogFile;
        writer = new LogWriter(target, problems);
        listener = new AccessLogListener(options, routes, clock, writer);
    }

    /**
     * Opens the target, and starts the thread that writes.
     *
     * @param routes all routes of the server
     * @throws IOException if the target cannot be opened. The message states the reason in a few words
     */
    public static OpenAccessLog open(AccessLogOptions options, List<RouteInfo> routes, LoopClock clock)
            throws IOException {
        LogProblems problems = new LogProblems(clock, options.target());
        OpenAccessLog log = new OpenAccessLog(options, routes, clock, target(options, problems), problems);
        log.writer.start();
        return log;
    }

    private static LogTarget target(AccessLogOptions options, LogProblems problems) throws IOException {
        return switch (options.target()) {
            case AccessLogOptions.STDOUT -> new StandardOutput();
            case AccessLogOptions.SLF4J -> logger(ServerLog.named(LOGGER));
            default -> file(options, problems);
        };
    }

    private static LogTarget logger(Logger logger) throws IOException {
        if (!logger.isInfoEnabled()) {
            throw new IOException("the logger " + LOGGER + " drops level info");
        }
        return new LoggerTarget(logger);
    }

    private static LogTarget file(AccessLogOptions options, LogProblems problems) throws IOException {
        try {
            return new LogFile(options, Path.of(options.target()), problems);
        } catch (NoSuchFileException e) {
            throw new IOException("its directory is not there", e);
        } catch (FileSystemException e) {
            throw new IOException(e.getReason() == null ? "it may not be written" : e.getReason(), e);
        } catch (InvalidPathException e) {
            throw new IOException("it is no path", e);
        }
    }

    /** Returns the listener that logs the exchanges of a server. */
    public ExchangeListener listener() {
        return listener;
    }

    /** Returns whether the target is a file. Only a file can be opened again. */
    public boolean isFile() {
        return isFile;
    }

    /** Makes the log open its file again soon, because someone has renamed the file. */
    public void reopen() {
        writer.reopen();
    }

    /** Returns the number of lines that were lost. */
    public long dropped() {
        return writer.dropped();
    }

    /**
     * Writes all lines and closes the target.
     *
     * @param nanos time limit
     */
    public void close(long nanos) {
        writer.close(nanos);
    }
}
