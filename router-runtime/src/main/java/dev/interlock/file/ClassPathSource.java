package dev.interlock.file;

import dev.interlock.http.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder on the class path. They do not change, so that of each is known for good how long it is and what its
 * tag is; the bytes are kept as well, as long as all that are kept together have room.
 */
final class ClassPathSource implements FileSource {
    /** Bytes of the digest that are a tag: enough that nobody finds two files with the same. */
    private static final int TAG_BYTES = 16;

    /** What is larger is read while it is sent: it would take the room of too many others. */
    private static final long LARGEST_KEPT = 16L * 1024 * 1024;

    /** Loaders that ignore the case of names find one file under many: not all of them are known at a time. */
    private static final int MOST_KNOWN = 10_000;

    private final ClassLoader loader;
    private final String folder;
    private final long mostBytes;
    private final Map<String, Representation> known = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();

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
        Representation file = known.get(path);
        return file != null ? file : load(path);
    }

    /** Bytes that are kept. */
    long keptBytes() {
        return keptBytes.get();
    }

    private @Nullable Representation load(String path) {
        String name = folder + '/' + path;
        URL resource = loader.getResource(name);
        if (resource == null || isFolder(name, resource)) {
            return null;
        }
        try {
            return know(path, read(resource));
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

    private Representation read(URL resource) throws IOException {
        int room = (int) Math.max(0, Math.min(LARGEST_KEPT, mostBytes - keptBytes.get()));
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(ResourcePublisher.open(resource), digest)) {
            byte[] start = in.readNBytes(room + 1);
            long size = start.length + in.transferTo(OutputStream.nullOutputStream());
            EntityTag tag = EntityTag.strong(HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES));
            boolean kept = start.length <= room && reserve(size);
            return kept ? new MemoryFile(start, tag) : new ResourceFile(resource, size, tag);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private boolean reserve(long size) {
        boolean hasRoom = keptBytes.addAndGet(size) <= mostBytes;
        if (!hasRoom) {
            keptBytes.addAndGet(-size);
        }
        return hasRoom;
    }

    private Representation know(String path, Representation file) {
        Representation earlier = known.size() < MOST_KNOWN ? known.putIfAbsent(path, file) : file;
        boolean isKnown = earlier == null;
        if (!isKnown && file instanceof MemoryFile) {
            keptBytes.addAndGet(-file.size());
        }
        return isKnown ? file : earlier;
    }
}
