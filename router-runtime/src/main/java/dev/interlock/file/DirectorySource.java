package dev.interlock.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files of a folder on disk. Links that lead out of the folder are not followed. */
final class DirectorySource implements FileSource {
    private final Path root;
    private final boolean hidden;

    /** @param root resolved path without links */
    private DirectorySource(Path root, boolean hidden) {
        this.root = root;
        this.hidden = hidden;
    }

    /** @throws UncheckedIOException if the folder does not exist */
    static DirectorySource of(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new IllegalArgumentException(folder + " is not a folder");
            }
            return new DirectorySource(real, false);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + folder + " cannot be served", e);
        }
    }

    DirectorySource hidden(boolean allowed) {
        return new DirectorySource(root, allowed);
    }

    @Override
    public @Nullable Representation find(String path) {
        Path real;
        try {
            real = root.resolve(path).toRealPath();
        } catch (IOException | InvalidPathException e) {
            return null;
        }
        // Checked after links are resolved: links, and the short names of Windows, may lead out of the folder.
        boolean isBelow = real.startsWith(root) && !real.equals(root);
        if (!isBelow || !FilePath.isAllowed(below(real), hidden)) {
            return null;
        }
        return Files.isReadable(real) ? DiskFile.at(real, false) : null;
    }

    private String below(Path real) {
        StringBuilder path = new StringBuilder();
        for (Path name : root.relativize(real)) {
            path.append(path.isEmpty() ? "" : "/").append(name);
        }
        return path.toString();
    }
}
