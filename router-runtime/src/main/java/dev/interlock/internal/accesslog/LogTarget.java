package dev.interlock.internal.accesslog;

import java.io.IOException;

/** Target of the lines. Only the thread of the log uses it. */
interface LogTarget {
    /**
     * Writes whole lines.
     *
     * @throws IOException if not all lines were written
     */
    void write(byte[] lines, int length) throws IOException;

    /** Opens the target again if it is a file. If that fails, the open file stays in use. */
    default void reopen() {}

    default void close() throws IOException {}
}
