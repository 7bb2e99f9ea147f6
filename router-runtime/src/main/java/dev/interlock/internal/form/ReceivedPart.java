package dev.interlock.internal.form;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyPart;
import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.log.LogText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Part of a received body. Its content is in memory, in a file of its own, or in a file that several parts share. */
@HasOwnRandomness("The JDK names temporary files. No response contains such a name.")
public final class ReceivedPart extends BodyPart {
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
    /**
     * Whether the response is complete. The part must then not create a file, because nothing would remove the file.
     */
    private boolean ended;

    private ReceivedPart(PartHead head, long size, @Nullable Slice bytes, @Nullable UploadDirectory directory) {
        name = head.name();
        fileName = head.fileName();
        contentType = head.contentType();
        this.size = size;
        this.bytes = bytes;
        this.directory = directory;
    }

    static ReceivedPart inMemory(PartHead head, byte[] content, @Nullable UploadDirectory directory) {
        return new ReceivedPart(head, content.length, new Slice().wrap(content, 0, content.length), directory);
    }

    static ReceivedPart inFile(PartHead head, Path file, long size, UploadDirectory directory) {
        ReceivedPart part = new ReceivedPart(head, size, null, directory);
        part.file = file;
        return part;
    }

    static ReceivedPart inSharedFile(PartHead head, PartFiles files, long position, int size) {
        ReceivedPart part = new ReceivedPart(head, size, null, files.directory());
        part.shared = files;
        part.position = position;
        return part;
    }

    /** Sets the lease of the request. After the lease ends, the part cannot be read. */
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

    @Override
    public String name() {
        checkLive();
        return name;
    }

    @Override
    public @Nullable String fileName() {
        checkLive();
        return fileName;
    }

    @Override
    public String contentType() {
        checkLive();
        return contentType;
    }

    @Override
    public long size() {
        checkLive();
        return size;
    }

    @Override
    public boolean isInMemory() {
        checkLive();
        return bytes != null;
    }

    @Override
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

    /**
     * Returns the content, or null if it is in a file of its own. Reads the content anew at each call if it is in the
     * shared file.
     */
    private @Nullable Slice small() {
        if (shared == null) {
            return bytes;
        }
        byte[] read = shared.read(position, (int) size);
        return new Slice().wrap(read, 0, read.length);
    }

    @Override
    public InputStream inputStream() throws IOException {
        checkLive();
        Slice small = small();
        InputStream input = small == null
                ? Files.newInputStream(present())
                : new ByteArrayInputStream(small.array(), small.offset(), small.length());
        return lease == null ? input : lease.handOut(new LentInput(input, lease));
    }

    @Override
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

    @Override
    public Path path() throws IOException {
        checkLive();
        Slice small = file == null ? small() : null;
        if (small != null) {
            if (directory == null) {
                throw new IllegalStateException("The part '" + name
                        + "' is in memory. Tip: make the handler @Blocking, or read it with content() or"
                        + " inputStream()");
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

    /** Removes the file of the part, because the response is complete. */
    void end() {
        ended = true;
        Path old = file;
        file = null;
        if (old != null && !moved && directory != null) {
            directory.remove(old, size);
        }
    }

    /** Returns text for logs, with the escapes of {@link LogText}. */
    @Override
    public String toString() {
        return LogText.of("part " + name + (fileName == null ? "" : " (" + fileName + ")") + ", " + size + " bytes");
    }
}
