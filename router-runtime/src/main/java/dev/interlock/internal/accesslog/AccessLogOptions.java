package dev.interlock.internal.accesslog;

import java.util.List;

/**
 * Options of an access log.
 *
 * @param target {@code stdout}, {@code slf4j} or the path of a file
 * @param fields fields of a line in JSON, or additional fields of the combined format
 * @param masked names of header fields, cookies and query parameters whose values are masked, in addition to names that
 *     always mark a secret
 * @param maxBytes size above which a file is rotated, or 0 for no rotation
 * @param keep number of rotated files
 * @param buffer size in bytes of the ring of each event loop
 */
public record AccessLogOptions(
        LogFormat format,
        String target,
        List<LogField> fields,
        List<String> masked,
        long maxBytes,
        int keep,
        int buffer) {
    /** Value of the target for the standard output stream. */
    public static final String STDOUT = "stdout";

    /** Value of the target for a logger. */
    public static final String SLF4J = "slf4j";
}
