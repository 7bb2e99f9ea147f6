package dev.interlock.internal.engine;

import dev.interlock.internal.determinism.ReadsSystemClock;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Detects failures that a lack of file descriptors causes. Must be created before the first failure, because loading a
 * class may also need a descriptor. Safe for use by several threads.
 */
@ReadsSystemClock("It repeats a warning at most once a minute.")
final class FileDescriptors {
    /** Text of the C library for EMFILE, in its default language. The text for ENFILE begins with it. */
    private static final String TOO_MANY = "Too many open files";

    private static final File ALWAYS_THERE = new File("/dev/null");
    private static final int MOST_CAUSES = 16;

    private final LogThrottle throttle = new LogThrottle();

    /**
     * Notes a failure for lack of descriptors. Returns true if it should be logged, because no such failure was logged
     * for a while.
     */
    synchronized boolean isFirstFailure() {
        return throttle.permits(System.nanoTime());
    }

    /** Returns whether a lack of descriptors caused the exception. */
    boolean areExhausted(Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; each != null && i < MOST_CAUSES; i++) {
            if (each instanceof IOException failure && isBehind(failure)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static boolean isBehind(IOException failure) {
        String message = failure.getMessage();
        if (message != null && message.contains(TOO_MANY)) {
            return true;
        }
        // The text may be in the user's language, and Java does not expose the error number.
        boolean isOfFile = failure instanceof FileSystemException || failure instanceof FileNotFoundException;
        return isOfFile && ALWAYS_THERE.exists() && !canOpen();
    }

    private static boolean canOpen() {
        try (FileInputStream in = new FileInputStream(ALWAYS_THERE)) {
            return in.getFD().valid();
        } catch (IOException e) {
            return false;
        }
    }
}
