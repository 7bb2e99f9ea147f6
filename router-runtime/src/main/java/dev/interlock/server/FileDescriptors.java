package dev.interlock.server;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Tells whether something failed since the process has as many files and sockets open as it may. Made before that happens: to
 * load a class may take a descriptor, too. Safe for use by several threads.
 */
final class FileDescriptors {
    /** What the C library says of EMFILE and ENFILE where no other language is set. */
    private static final String TOO_MANY = "Too many open files";

    private static final File ALWAYS_THERE = new File("/dev/null");
    private static final int MOST_CAUSES = 16;

    private final Episode episode = new Episode();

    /** Notes that something failed for want of one; whether that is to be logged, as it has not been for a while. */
    synchronized boolean isFirstFailure() {
        return episode.begins(System.nanoTime());
    }

    /** Whether that is behind what was thrown. */
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
        // The message may be in the user's language, and Java tells no error number.
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
