package dev.interlock.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.log.ServerLog;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * File of a listening unix domain socket. The kernel leaves the file behind when the socket closes, so the server
 * removes the file when it shuts down. Used by one thread at a time.
 */
public final class UnixSocketFile {
    private static final Logger LOG = ServerLog.of(UnixSocketFile.class);

    /**
     * Limit on the bytes of a path. Linux allows 107 bytes and macOS 103. The temporary path has four bytes more than
     * the path.
     */
    private static final int MAX_PATH_BYTES = 99;

    /** Bits of a file's mode that hold its type; see stat(2). */
    private static final int FILE_TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private final Path path;
    private final Set<PosixFilePermission> permissions;
    /** Identity of the file that this server has created, or null. */
    private @Nullable Object key;

    public UnixSocketFile(Path path, Set<PosixFilePermission> permissions) {
        this.path = path;
        this.permissions = permissions;
    }

    Path path() {
        return path;
    }

    /** Returns the address of the socket. It also stands for each client, because clients have no address. */
    UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(path);
    }

    /**
     * Returns the path to which a channel binds its socket, in the same directory. {@link #publish} then moves the
     * file. A channel listens before its file has permissions. When it closes, it removes the file at the bound path,
     * which could belong to a later server.
     */
    Path temporary() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    /**
     * Removes a file that a killed server has left behind.
     *
     * @throws IOException if a server listens on the socket, if the file is not a socket, or if the path is too long
     */
    void removeStale() throws IOException {
        // Netty would cut off the end of a longer path.
        if (path.toString().getBytes(UTF_8).length > MAX_PATH_BYTES) {
            throw new IOException("the path has more than " + MAX_PATH_BYTES + " bytes");
        }
        removeStale(path);
    }

    /** Does the same as {@link #removeStale()} for the {@link #temporary()} path. */
    void removeStaleTemporary() throws IOException {
        removeStale(temporary());
    }

    private static void removeStale(Path file) throws IOException {
        BasicFileAttributes existing = attributes(file);
        if (existing == null) {
            return;
        }
        if (!existing.isOther() || !isSocket(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (!isStale(file)) {
            throw new BindException("Address already in use");
        }
        Files.deleteIfExists(file);
    }

    private static boolean isSocket(Path file) throws IOException {
        Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return mode instanceof Integer bits && (bits & FILE_TYPE) == SOCKET;
    }

    /** Returns whether the kernel refuses connections, because no process listens. */
    private static boolean isStale(Path file) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // The connect must not wait if the queue of a listening server is full.
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(file));
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Returns the attributes of a file, or null if it does not exist. */
    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Gives the file of a bound socket its permissions and its path.
     *
     * @param bound path of the file so far
     */
    void publish(Path bound) throws IOException {
        key = Files.readAttributes(bound, BasicFileAttributes.class).fileKey();
        Files.setPosixFilePermissions(bound, permissions);
        if (!bound.equals(path)) {
            Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes the file, unless another server has replaced it. No client can connect afterwards. */
    void remove() {
        Object created = key;
        if (created == null) {
            return;
        }
        // The kernel may give the identity of the removed file to the file of the next server.
        key = null;
        try {
            BasicFileAttributes current = attributes(path);
            if (current != null && created.equals(current.fileKey())) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The unix domain socket {} was not removed", path, e);
        }
    }
}
