package dev.interlock.http;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.log.LogText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@code multipart/form-data} body (RFC 7578). It is in memory, or, if it is large and its handler is
 * {@code @Blocking}, in a file.
 *
 * <p>A part is valid until the response is complete. Then its file is removed, and methods that need the file throw
 * {@link IllegalStateException}. A part in memory can still be read. In strict mode, every method except {@link
 * #toString()} then throws, even for a part in memory, because only the size of a part decides where it is. Not safe
 * for use by several threads.
 */
public final class BodyPart {
    private final String name;
    private final @Nullable String fileName;
    private final String contentType;
    private final long size;
    private final @Nullable Slice bytes;
    private final @Nullable UploadDirectory directory;
    /** File that holds the content at {@link #position}, or null if the content is in memory or in its own file. */
    private @Nullable PartFiles shared;

    private long position;
    private @Nullable Path file;
    /** Whether the handler has moved the file. */
    private boolean moved;
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;
    /** Whether the response is complete. Files created after that would never be removed. */
    private boolean ended;

    private BodyPart(PartHead head, long size, @Nullable Slice bytes, @Nullable UploadDirectory directory) {
        name = head.name();
        fileName = head.fileName();
        contentType = head.contentType();
        this.size = size;
        this.bytes = bytes;
        this.directory = directory;
    }

    /** Creates a part in memory, for tests of handlers. The methods with the names of the arguments return them. */
    public static BodyPart of(String name, @Nullable String fileName, String contentType, byte[] content) {
        return inMemory(new PartHead(name, fileName, contentType, null), content, null);
    }

    static BodyPart inMemory(PartHead head, byte[] content, @Nullable UploadDirectory directory) {
        return new BodyPart(head, content.length, new Slice().wrap(content, 0, content.length), directory);
    }

    static BodyPart inFile(PartHead head, Path file, long size, UploadDirectory directory) {
        BodyPart part = new BodyPart(head, size, null, directory);
        part.file = file;
        return part;
    }

    static BodyPart inSharedFile(PartHead head, PartFiles files, long position, int size) {
        BodyPart part = new BodyPart(head, size, null, files.directory());
        part.shared = files;
        part.position = position;
        return part;
    }

    /** Ends access to the part together with a lease. */
    void lease(Lease requestLease) {
        lease = requestLease;
    }

    private void checkLive() {
        if (lease != null && lease.isEnded()) {
            throw lease.late(this);
        }
    }

    private <T> T handOut(T object) {
        return lease == null ? object : lease.handOut(object);
    }

    /** Name of the form field. */
    public String name() {
        checkLive();
        return name;
    }

    /**
     * Last segment of the file name that the client sent, or null for a field without a file. It has no slash,
     * backslash or control character and is neither {@code .} nor {@code ..}. Still, the client chose it: do not use it
     * as the name of a file on the server.
     */
    public @Nullable String fileName() {
        checkLive();
        return fileName;
    }

    /** Media type that the client declares; {@code text/plain} if it declares none (section 4.4). */
    public String contentType() {
        checkLive();
        return contentType;
    }

    /** Bytes of the content. */
    public long size() {
        checkLive();
        return size;
    }

    /** Whether the content is in memory. Otherwise reading it means reading a file. */
    public boolean isInMemory() {
        checkLive();
        return bytes != null;
    }

    /**
     * Content as bytes. The content of a field without a file is UTF-8, even if the client sent another charset. A
     * content in a file is read into memory completely: {@link #inputStream} and {@link #transferTo} need less memory.
     */
    public Slice content() {
        checkLive();
        Slice small = small();
        if (small != null) {
            return handOut(small);
        }
        try {
            byte[] read = Files.readAllBytes(present());
            return handOut(new Slice().wrap(read, 0, read.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content without a file of its own. Reads the shared file anew each time. */
    private @Nullable Slice small() {
        if (shared == null) {
            return bytes;
        }
        byte[] read = shared.read(position, (int) size);
        return new Slice().wrap(read, 0, read.length);
    }

    /** Content as UTF-8 text; malformed input becomes U+FFFD. */
    public String text() {
        return content().toString();
    }

    /** Opens a new stream that reads the content from its beginning. */
    public InputStream inputStream() throws IOException {
        checkLive();
        Slice small = small();
        InputStream input = small == null
                ? Files.newInputStream(present())
                : new ByteArrayInputStream(small.array(), small.offset(), small.length());
        return lease == null ? input : lease.handOut(new LentInput(input, lease));
    }

    /**
     * Writes the content to a file that stays. If the content has a file of its own, moves that file, which costs
     * nothing within a file system. Only the owner of the process may then read the file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the target exists
     */
    public void transferTo(Path target) throws IOException {
        checkLive();
        if (bytes == null && shared == null) {
            file = Files.move(present(), target);
            if (directory != null && !moved) {
                directory.release(size);
            }
            moved = true;
        } else {
            try (InputStream in = inputStream()) {
                Files.copy(in, target);
            }
        }
    }

    /**
     * File with the content, which is removed when the response is complete. Writes the file first if the content has
     * none of its own.
     *
     * @throws IllegalStateException in a handler that is not {@code @Blocking}, which has no files, and after the
     *     response is complete
     */
    public Path path() throws IOException {
        checkLive();
        Slice small = file == null ? small() : null;
        if (small != null) {
            if (directory == null) {
                throw new IllegalStateException("The part '" + name
                        + "' is in memory. Tip: make the handler @Blocking, or read it by content() or inputStream()");
            }
            if (ended) {
                throw new IllegalStateException("The response is complete, and its files were removed: the part '"
                        + name + "' gets no new file. Tip: transferTo(path) creates a file that stays");
            }
            Files.write(created(directory), small.toByteArray());
        }
        return present();
    }

    private Path created(UploadDirectory in) throws IOException {
        Path folder = in.path();
        in.reserve(size);
        try {
            Path created = Files.createTempFile(folder, "part-", ".tmp");
            file = created;
            return created;
        } finally {
            if (file == null) {
                in.release(size);
            }
        }
    }

    private Path present() {
        if (file == null) {
            throw new IllegalStateException("The response is complete, and the file of the part '" + name
                    + "' was removed. Tip: transferTo(path) keeps it");
        }
        return file;
    }

    /** Removes the part's file, because the response is complete. */
    void end() {
        ended = true;
        Path old = file;
        file = null;
        if (old != null && !moved && directory != null) {
            directory.remove(old, size);
        }
    }

    /** Text for logs, with the escapes of {@link LogText}. */
    @Override
    public String toString() {
        return LogText.of("part " + name + (fileName == null ? "" : " (" + fileName + ")") + ", " + size + " bytes");
    }
}
