package dev.interlock.server;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** Captures the log while it is open. The logger of the tests prints to standard error. */
public final class CapturedLog implements AutoCloseable {
    private final PrintStream former = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public CapturedLog() {
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    /** Switches debug logging of a class on or off. */
    public static void debug(Class<?> logging, boolean printed) throws ReflectiveOperationException {
        Logger logger = LoggerFactory.getLogger(logging);
        Field level = logger.getClass().getDeclaredField("currentLogLevel");
        level.setAccessible(true);
        level.setInt(logger, printed ? LocationAwareLogger.DEBUG_INT : LocationAwareLogger.INFO_INT);
    }

    public List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns the lines that contain the text. */
    public List<String> lines(String text) {
        return lines().stream().filter(line -> line.contains(text)).toList();
    }

    /**
     * Waits until this many lines contain the text, and returns them. A client may see a response before its log line.
     */
    List<String> awaitLines(String text, int count) throws InterruptedException {
        List<String> found = lines(text);
        while (found.size() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
            found = lines(text);
        }
        return found;
    }

    @Override
    public void close() {
        System.setErr(former);
    }
}
