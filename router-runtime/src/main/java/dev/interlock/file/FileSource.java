package dev.interlock.file;

import org.jspecify.annotations.Nullable;

/** Finds files by checked paths such as {@code css/site.css}. */
interface FileSource {
    /** Returns the file at a path; null if there is none. */
    @Nullable
    Representation find(String path);
}
