package dev.interlock.file;

import dev.interlock.http.FieldLine;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder, of the disk or of the class path, that clients may have:
 *
 * <pre>{@code
 * private final StaticFiles assets = StaticFiles.classPath("public");
 *
 * @Get("/assets/{*path}")
 * Optional<StaticFile> asset(String path) { return assets.find(path); }
 * }</pre>
 *
 * <p>A path that leaves the folder finds nothing: not by dots, backslashes, drives, NUL or links. Files are answered with
 * entity tag, Last-Modified, conditions and ranges. Immutable, and safe for use by several threads; the methods that set
 * something return another one.
 */
public final class StaticFiles {
    private final FileSource source;
    private final Options options;

    private StaticFiles(FileSource source, Options options) {
        this.source = source;
        this.options = options;
    }

    /**
     * What is set.
     *
     * @param index the name of the file that stands for its folder, if any does
     */
    private record Options(
            @Nullable String index,
            boolean precompressed,
            boolean hidden,
            FieldLine cacheControl,
            MediaTypeTable types) {
        static final Options DEFAULT =
                new Options(null, false, false, FieldLine.of("cache-control", "no-cache"), MediaTypeTable.STANDARD);

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
            return new Options(index, precompressed, hidden, FieldLine.of("cache-control", value), types);
        }

        Options types(MediaTypeTable table) {
            return new Options(index, precompressed, hidden, cacheControl, table);
        }
    }

    /**
     * Files of a folder on disk, sent by the kernel from its cache.
     *
     * @throws java.io.UncheckedIOException when there is no such folder
     */
    public static StaticFiles directory(Path folder) {
        return new StaticFiles(DirectorySource.of(folder), Options.DEFAULT);
    }

    /**
     * Files of a folder on the class path, such as {@code public} for {@code src/main/resources/public}. They are taken not
     * to change. A process keeps up to 64 MiB of them in memory, of all folders together, none of which is larger than 16 MiB;
     * the others are read while they are sent, as a whole.
     */
    public static StaticFiles classPath(String folder) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return classPath(folder, loader == null ? StaticFiles.class.getClassLoader() : loader);
    }

    /** As {@link #classPath(String)}, found by a class loader. */
    public static StaticFiles classPath(String folder, ClassLoader loader) {
        int from = folder.startsWith("/") ? 1 : 0;
        String trimmed =
                folder.substring(from, folder.length() - (folder.endsWith("/") && folder.length() > 1 ? 1 : 0));
        if (!FilePath.isAllowed(trimmed, true)) {
            // The whole class path would be open, with all that is in it.
            throw new IllegalArgumentException("'" + folder + "' names no folder. Tip: write one such as public");
        }
        return new StaticFiles(new ClassPathSource(loader, trimmed, KeptBytes.ofProcess()), Options.DEFAULT);
    }

    /**
     * The same files, of which one in each folder stands for the folder; a client that leaves the slash behind a folder out
     * is sent there.
     *
     * @param name such as {@code index.html}
     */
    public StaticFiles index(String name) {
        if (!FilePath.isAllowed(name, options.hidden())) {
            throw new IllegalArgumentException("'" + name + "' is no name of a file");
        }
        return new StaticFiles(source, options.index(name));
    }

    /**
     * The same files, and for clients that take it the one beside a file whose name ends in {@code .br} or {@code .gz} as
     * well, which is taken to be the same compressed.
     */
    public StaticFiles precompressed() {
        return new StaticFiles(source, options.compressed());
    }

    /** The same files, and those whose name, or a folder's of theirs, begins with a dot. */
    public StaticFiles hiddenFiles() {
        FileSource all = source instanceof DirectorySource folder ? folder.hidden(true) : source;
        return new StaticFiles(all, options.withHidden());
    }

    /**
     * The same files with another Cache-Control than {@code no-cache}, which has clients ask each time whether they still
     * have the current one. A handler that sets the field itself is right.
     *
     * @param value such as {@code public, max-age=31536000, immutable} for files whose names change with them
     */
    public StaticFiles cacheControl(String value) {
        return new StaticFiles(source, options.cacheControl(value));
    }

    /**
     * The same files with another media type for an extension.
     *
     * @param extension without its dot
     * @param type such as {@code model/gltf+json}
     */
    public StaticFiles mediaType(String extension, String type) {
        return new StaticFiles(source, options.types(options.types().with(extension, type)));
    }

    /**
     * The file at a path; empty, which is answered 404, if there is none. It may wait for a disk.
     *
     * @param path decoded, without a slash before it: what a variable <code>{*path}</code> has
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
