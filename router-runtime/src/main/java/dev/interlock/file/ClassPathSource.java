package dev.interlock.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder on the class path. They do not change, so that each is read once and kept, as long as all that are
 * kept together have room; what has none is read for each request.
 */
final class ClassPathSource implements FileSource {
    private final ClassLoader loader;
    private final String folder;
    private final long mostBytes;
    private final Map<String, MemoryFile> known = new ConcurrentHashMap<>();
    private final AtomicLong knownBytes = new AtomicLong();

    /**
     * Files below a folder.
     *
     * @param folder such as {@code public}, without slashes around it
     * @param mostBytes that are kept
     */
    ClassPathSource(ClassLoader loader, String folder, long mostBytes) {
        this.loader = loader;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    @Override
    public @Nullable Representation find(String path) {
        MemoryFile file = known.get(path);
        return file != null ? file : load(path);
    }

    /** Bytes that are kept. */
    long knownBytes() {
        return knownBytes.get();
    }

    private @Nullable MemoryFile load(String path) {
        String name = folder + '/' + path;
        URL resource = loader.getResource(name);
        if (resource == null || isFolder(name, resource)) {
            return null;
        }
        try {
            return keep(path, new MemoryFile(read(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read", e);
        }
    }

    /** A folder is a resource, too, which some loaders find without its slash: one would read the list of its names. */
    private boolean isFolder(String name, URL resource) {
        if (!resource.getProtocol().equals("file")) {
            return loader.getResource(name + '/') != null;
        }
        try {
            return !Files.isRegularFile(Path.of(new URI(resource.toString())));
        } catch (URISyntaxException e) {
            return true;
        }
    }

    private static byte[] read(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        // Else an archive that nobody closes stays open, and one that others close is closed here, too.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private MemoryFile keep(String path, MemoryFile file) {
        if (knownBytes.addAndGet(file.size()) > mostBytes) {
            knownBytes.addAndGet(-file.size());
            return file;
        }
        MemoryFile earlier = known.putIfAbsent(path, file);
        if (earlier == null) {
            return file;
        }
        knownBytes.addAndGet(-file.size());
        return earlier;
    }
}
