package dev.interlock.internal.form;

import org.jspecify.annotations.Nullable;

/**
 * Settings for forms and multipart bodies.
 *
 * @param maxFields limit on fields of a form, or parts of a multipart body; a body with more gets 413
 * @param maxPartHead limit on bytes of the head of a part; a longer head gets 400
 * @param partMemory limit on the bytes of one body's parts in memory; if the handler may block, further bytes go to
 *     files
 * @param maxPartFiles limit on parts of one body that are too large for memory and have a file of their own; a body
 *     with more gets 413
 * @param directory directory of these files, or null to hold every part in memory
 */
public record FormSettings(
        int maxFields,
        int maxPartHead,
        int partMemory,
        int maxPartFiles,
        @Nullable UploadDirectory directory) {
    /** Default settings without a directory: 1,000 fields, heads of 8 KiB, 64 KiB in memory, 100 files. */
    public static final FormSettings DEFAULT = new FormSettings(1000, 8 * 1024, 64 * 1024, 100, null);

    /** Returns a copy of these settings with another directory. */
    public FormSettings with(UploadDirectory newDirectory) {
        return new FormSettings(maxFields, maxPartHead, partMemory, maxPartFiles, newDirectory);
    }
}
