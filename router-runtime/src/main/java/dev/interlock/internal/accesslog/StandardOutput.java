package dev.interlock.internal.accesslog;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Standard output. Uses the stream of the JDK and its lock, so that output of the application cannot split a line of
 * the log.
 */
final class StandardOutput implements LogTarget {
    private final PrintStream out = System.out;

    @Override
    public void write(byte[] lines, int length) throws IOException {
        out.write(lines, 0, length);
        if (out.checkError()) {
            throw new IOException("standard output is closed");
        }
    }
}
