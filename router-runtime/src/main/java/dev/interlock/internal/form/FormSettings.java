package dev.interlock.internal.form;

import org.jspecify.annotations.Nullable;

/**
 * Settings for forms and multipart bodies.
 *
 * @param maxFields limit on fields of a form, or parts of a multipart body; a body with more gets 413
 * @param maxPartHead limit on bytes of the head of a part; a longer head gets 400
 * @param partMemory limit on the bytes of one body's parts in memory; further bytes are stored in files. Does not apply
 *     if the handler must not block
 * @param maxPartFiles limit on the parts of one body that have a file of their own, because they are too large for
 *     memory; a body with more gets 413
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
