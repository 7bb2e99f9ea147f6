package dev.interlock.file;

import org.jspecify.annotations.Nullable;

/** Where files are found by paths that were checked before, such as {@code css/site.css}. */
interface FileSource {
    /** The file at a path; null if there is none. */
    @Nullable
    Representation find(String path);
}
