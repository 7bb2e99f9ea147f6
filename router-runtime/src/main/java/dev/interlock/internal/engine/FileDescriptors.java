package dev.interlock.internal.engine;

import dev.interlock.internal.determinism.ReadsSystemClock;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Detects failures whose cause is a lack of file descriptors. Must be created before the first failure, because the
 * creation loads classes, which may also need a descriptor. Safe for use by several threads.
 */
@ReadsSystemClock("It repeats a warning at most once a minute.")
final class FileDescriptors {
    /**
     * Text of the C library for EMFILE, in the library's default language. The text for ENFILE begins with the same
     * words.
     */
    private static final String TOO_MANY = "Too many open files";

    private static final File ALWAYS_THERE = new File("/dev/null");
    private static final int MOST_CAUSES = 16;

    private final LogThrottle throttle = new LogThrottle();

    /**
     * Notes a failure for lack of descriptors. Returns whether to log it: true if there was no such failure for a
     * while.
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
        // The text may be in the user's language, and Java does not expose the error number. So this code tries to open
        // a file.
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
