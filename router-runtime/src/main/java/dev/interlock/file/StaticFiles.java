package dev.interlock.file;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of a folder on disk or on the class path:
 *
 * <pre>{@code
 * private final StaticFiles assets = StaticFiles.classPath("public");
 *
 * @Get("/assets/{*path}")
 * Optional<StaticFile> asset(String path) { return assets.find(path); }
 * }</pre>
 *
 * <p>A path cannot leave the folder by dots, backslashes, drives, NUL or links. Responses have an entity tag and
 * Last-Modified, and support preconditions and ranges. Immutable, and safe for use by several threads; each method that
 * changes a setting returns a copy.
 */
public final class StaticFiles {
    private final FileSource source;
    private final Options options;

    private StaticFiles(FileSource source, Options options) {
        this.source = source;
        this.options = options;
    }

    /**
     * Settings.
     *
     * @param index name of the file to serve for a folder, or null
     */
    private record Options(
            @Nullable String index,
            boolean precompressed,
            boolean hidden,
            FieldLine cacheControl,
            MediaTypeTable types) {
        static final Options DEFAULT = new Options(
                null, false, false, FieldLine.of(HttpHeader.CACHE_CONTROL, "no-cache"), MediaTypeTable.STANDARD);

        Options index(String name) {
            return new Options(name, precompressed, hidden, cacheControl, types);
        }

        Options compressed() {
            return new Options(index, true, hidden, cacheControl, types);
        }

        Options withHidden() {
            return new Options(index, precompressed, true, cacheControl, types);
        }

        Options cacheControl(String value) {
            return new Options(index, precompressed, hidden, FieldLine.of(HttpHeader.CACHE_CONTROL, value), types);
        }

        Options types(MediaTypeTable table) {
            return new Options(index, precompressed, hidden, cacheControl, table);
        }
    }

    /**
     * Returns the files of a folder on disk. The kernel sends them from its cache.
     *
     * @throws java.io.UncheckedIOException if the folder does not exist
     */
    public static StaticFiles directory(Path folder) {
        return new StaticFiles(DirectorySource.of(folder), Options.DEFAULT);
    }

    /**
     * Returns the files of a folder on the class path, such as {@code public} for {@code src/main/resources/public}.
     * The files must not change. The process keeps up to 64 MiB of files in memory, for all folders together, and no
     * file above 16 MiB. Other files are read while they are sent; for these files, the server ignores Range and sends
     * the whole file.
     */
    public static StaticFiles classPath(String folder) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return classPath(folder, loader == null ? StaticFiles.class.getClassLoader() : loader);
    }

    /** Like {@link #classPath(String)}, for the resources of a class loader. */
    public static StaticFiles classPath(String folder, ClassLoader loader) {
        int from = folder.startsWith("/") ? 1 : 0;
        String trimmed =
                folder.substring(from, folder.length() - (folder.endsWith("/") && folder.length() > 1 ? 1 : 0));
        if (!FilePath.isAllowed(trimmed, true)) {
            // An empty name would expose the whole class path.
            throw new IllegalArgumentException(
                    "'" + folder + "' is not the name of a folder. Tip: write one such as public");
        }
        return new StaticFiles(new ClassPathSource(loader, trimmed, KeptBytes.ofProcess()), Options.DEFAULT);
    }

    /**
     * Returns a copy that serves an index file for each folder. A client that omits the slash at the end of a folder's
     * path is redirected to the path with the slash.
     *
     * @param name name of the index file, such as {@code index.html}
     */
    public StaticFiles index(String name) {
        if (!FilePath.isAllowed(name, options.hidden())) {
            throw new IllegalArgumentException("'" + name + "' is not a file name");
        }
        return new StaticFiles(source, options.index(name));
    }

    /**
     * Returns a copy that also serves compressed files. If the client accepts the coding, the response is the file with
     * the additional suffix {@code .br} or {@code .gz}. That file must contain the same bytes, compressed.
     */
    public StaticFiles precompressed() {
        return new StaticFiles(source, options.compressed());
    }

    /**
     * Returns a copy that also serves hidden files. A file is hidden if its name, or the name of a folder above it,
     * begins with a dot.
     */
    public StaticFiles hiddenFiles() {
        FileSource all = source instanceof DirectorySource folder ? folder.hidden(true) : source;
        return new StaticFiles(all, options.withHidden());
    }

    /**
     * Returns a copy with another Cache-Control. With the default {@code no-cache}, clients ask before each use whether
     * their copy is current. A field that the handler sets takes precedence.
     *
     * @param value value of the field, such as {@code public, max-age=31536000, immutable} for files whose names change
     *     with their content
     */
    public StaticFiles cacheControl(String value) {
        return new StaticFiles(source, options.cacheControl(value));
    }

    /**
     * Returns a copy with another media type for an extension.
     *
     * @param extension without its dot
     * @param type media type, such as {@code model/gltf+json}
     */
    public StaticFiles mediaType(String extension, String type) {
        return new StaticFiles(source, options.types(options.types().with(extension, type)));
    }

    /**
     * Finds the file at a path. Returns empty if the path has no file; if a handler returns empty, the response is 404.
     * May wait for a disk.
     *
     * @param path decoded path without a leading slash, such as the value of a variable <code>{*path}</code>
     */
    public Optional<StaticFile> find(String path) {
        String index = options.index();
        boolean isFolder = path.isEmpty() || path.endsWith("/");
        if (isFolder && index == null) {
            return Optional.empty();
        }
        String name = isFolder ? path + index : path;
        if (!FilePath.isAllowed(name, options.hidden())) {
            return Optional.empty();
        }
        Representation found = source.find(name);
        if (found != null) {
            return Optional.of(new FoundFile(
                    source,
                    name,
                    found,
                    options.types().typeOf(name),
                    options.cacheControl(),
                    options.precompressed()));
        }
        boolean hasIndex = !isFolder && index != null && source.find(name + '/' + index) != null;
        return hasIndex ? Optional.of(new FolderRedirect(name)) : Optional.empty();
    }
}
