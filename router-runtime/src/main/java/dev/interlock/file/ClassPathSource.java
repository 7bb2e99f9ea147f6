package dev.interlock.file;

import dev.interlock.http.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files of a folder on the class path. The files do not change, so the length and the tag of each file are computed
 * once. Their bytes are kept in memory if there is room.
 */
final class ClassPathSource implements FileSource {
    /** Number of bytes of the digest that a tag contains: enough that nobody can find two files with the same tag. */
    private static final int TAG_BYTES = 16;

    /**
     * Limit on the size of a file that is kept in memory. A larger file would take the room of many others, so it is
     * read while it is sent.
     */
    private static final long LARGEST_KEPT = 16L * 1024 * 1024;

    /**
     * Limit on the number of known files. A class loader that ignores the case of names finds one file under many
     * names.
     */
    private static final int MOST_KNOWN = 10_000;

    /** Limit on the bytes to keep that excludes every file, even an empty one. */
    private static final long NOTHING = -1;

    private final ClassLoader loader;
    private final String folder;
    private final KeptBytes kept;
    private final Map<String, Representation> known = new ConcurrentHashMap<>();

    /**
     * @param folder name of the folder, such as {@code public}, without slashes around it
     * @param kept memory for the bytes of files
     */
    ClassPathSource(ClassLoader loader, String folder, KeptBytes kept) {
        this.loader = loader;
        this.folder = folder;
        this.kept = kept;
    }

    @Override
    public @Nullable Representation find(String path) {
        Representation file = known.get(path);
        return file != null ? file : load(path);
    }

    private @Nullable Representation load(String path) {
        String name = folder + '/' + path;
        URL resource = loader.getResource(name);
        if (resource == null || isFolder(name, resource)) {
            return null;
        }
        try {
            return know(path, resource);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read", e);
        }
    }

    /**
     * Whether the resource is a folder. Some class loaders find a folder by its name without a slash, and return the
     * names of its files as content.
     */
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

    private Representation know(String path, URL resource) throws IOException {
        if (known.size() >= MOST_KNOWN) {
            // The file is not remembered. If its bytes were kept, each request for it would keep another copy.
            return read(resource, NOTHING);
        }
        Representation file = read(resource, Math.min(LARGEST_KEPT, kept.room()));
        Representation earlier = known.putIfAbsent(path, file);
        return earlier == null ? file : earlier;
    }

    /** @param most limit on the bytes to keep */
    private Representation read(URL resource, long most) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(ResourcePublisher.open(resource), digest)) {
            byte[] start = in.readNBytes((int) most + 1);
            long size = start.length + in.transferTo(OutputStream.nullOutputStream());
            EntityTag tag = EntityTag.strong(HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES));
            ByteBuffer bytes = start.length <= most ? kept.keep(start) : null;
            return bytes == null ? new ResourceFile(resource, size, tag) : new MemoryFile(bytes, tag);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
