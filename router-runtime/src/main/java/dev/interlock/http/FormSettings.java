package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/**
 * What holds for forms and multipart bodies.
 *
 * @param maxFields fields of a form, or parts of a multipart body; more are refused with 413
 * @param maxPartHead bytes of the head of a part; a longer one is refused with 400
 * @param partMemory bytes of the parts of one body that are held in memory for a handler that may block; what goes beyond
 *     is held in files
 * @param maxPartFiles parts of one body that have a file of their own, as they are too large for memory; more are refused with 413
 * @param directory where these files are, or null for holding every part in memory
 */
public record FormSettings(
        int maxFields,
        int maxPartHead,
        int partMemory,
        int maxPartFiles,
        @Nullable UploadDirectory directory) {
    /** What holds unless it is set: 1,000 fields, heads of 8 KiB, 64 KiB in memory, 100 files. There is no directory. */
    public static final FormSettings DEFAULT = new FormSettings(1000, 8 * 1024, 64 * 1024, 100, null);

    /** The same with a directory. */
    public FormSettings with(UploadDirectory newDirectory) {
        return new FormSettings(maxFields, maxPartHead, partMemory, maxPartFiles, newDirectory);
    }
}
