package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpException;
import dev.interlock.http.Response;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file on disk, as it was when it was looked at. It is opened when it is sent.
 *
 * @param links how links are treated: those that were resolved before must be none any more
 */
record DiskFile(Path path, long size, EntityTag tag, Instant lastModified, Set<LinkOption> links)
        implements Representation {
    /**
     * How long a file has to have been left alone for its time to tell its states apart: clocks of file systems are coarse
     * (RFC 9110 section 8.8.2.2).
     */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;

    DiskFile {
        links = Set.copyOf(links);
    }

    /** The file at a path; null if there is none, or it is a folder or another thing than a file. */
    static @Nullable DiskFile at(Path path, LinkOption... links) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, links);
        } catch (IOException e) {
            // No such file, a part of the path that is no folder, a name longer than any file has.
            return null;
        }
        // A folder can be opened, too, and a pipe may wait for ever.
        return attributes.isRegularFile() ? of(path, attributes, Set.of(links)) : null;
    }

    private static DiskFile of(Path path, BasicFileAttributes attributes, Set<LinkOption> links) {
        Instant now = Instant.now();
        Instant modified = attributes.lastModifiedTime().toInstant();
        long time = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        String opaque = Long.toHexString(time) + '-' + Long.toHexString(attributes.size());
        EntityTag tag = new EntityTag(opaque, modified.isAfter(now.minus(SETTLED)));
        // RFC 9110 section 8.8.2.1: never later than the answer.
        return new DiskFile(path, attributes.size(), tag, modified.isAfter(now) ? now : modified, links);
    }

    @Override
    public boolean send(Response response, long from, long count) throws IOException {
        FileChannel channel = open();
        try {
            if (channel.size() < size) {
                channel.close();
                return false;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        response.file(channel, from, count);
        return true;
    }

    private FileChannel open() throws IOException {
        Set<OpenOption> how = new HashSet<>(links);
        how.add(StandardOpenOption.READ);
        try {
            return FileChannel.open(path, how);
        } catch (NoSuchFileException e) {
            throw new HttpException(NOT_FOUND, "There is no such file", e);
        }
    }
}
