package dev.interlock.file;

import org.jspecify.annotations.Nullable;

/** Finds files by paths such as {@code css/site.css}, which {@link FilePath} has allowed. */
interface FileSource {
    /** Returns the file at a path; null if the path has no file. */
    @Nullable
    Representation find(String path);
}
