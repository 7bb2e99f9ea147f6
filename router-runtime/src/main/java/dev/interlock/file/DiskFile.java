package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Response;
import dev.interlock.internal.determinism.ReadsSystemClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * State of a file on disk at one time. The file is opened when it is sent.
 *
 * @param size length in bytes
 * @param tag tag made from the size and the time of the last change in nanoseconds
 * @param lastModified time of the last change in seconds since 1970, never in the future
 * @param changed time of the last change, in the precision of the file system
 * @param followsLinks whether the path may be a link; false if the links of the path were already resolved
 */
@ReadsSystemClock("It compares the modification time of a file, which the file system sets by the clock of the system.")
record DiskFile(Path path, long size, EntityTag tag, long lastModified, FileTime changed, boolean followsLinks)
        implements Representation {
    /**
     * Minimum age of the last change for a strong tag. The clocks of file systems are coarse, so two changes in short
     * succession may have the same time (RFC 9110 section 8.8.2.2).
     */
    private static final long SETTLED_MILLIS = 2000;

    private static final LinkOption[] FOLLOW = {};
    private static final LinkOption[] DO_NOT_FOLLOW = {LinkOption.NOFOLLOW_LINKS};
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);
    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** Returns the file at a path; null if the path has no file, or if the file is not a regular file. */
    static @Nullable DiskFile at(Path path, boolean followsLinks) {
        BasicFileAttributes attributes = attributes(path, followsLinks);
        return attributes == null ? null : of(path, attributes, followsLinks);
    }

    private static @Nullable BasicFileAttributes attributes(Path path, boolean followsLinks) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, followsLinks ? FOLLOW : DO_NOT_FOLLOW);
            // A folder could also be opened, and opening a pipe could wait forever.
            return attributes.isRegularFile() ? attributes : null;
        } catch (IOException e) {
            // The file does not exist, a part of its path is not a folder, or its name is too long.
            return null;
        }
    }

    private static DiskFile of(Path path, BasicFileAttributes attributes, boolean followsLinks) {
        long now = System.currentTimeMillis();
        FileTime time = attributes.lastModifiedTime();
        long modified = time.toMillis();
        String opaque = Long.toHexString(time.to(TimeUnit.NANOSECONDS)) + '-' + Long.toHexString(attributes.size());
        EntityTag tag = new EntityTag(opaque, modified > now - SETTLED_MILLIS);
        // RFC 9110 section 8.8.2.1: Last-Modified must not be later than the response.
        long seconds = Math.floorDiv(Math.min(modified, now), 1000L);
        return new DiskFile(path, attributes.size(), tag, seconds, time, followsLinks);
    }

    @Override
    public boolean hasRanges() {
        return true;
    }

    @Override
    public boolean send(Response response, long from, long count) throws IOException {
        FileChannel channel = open();
        try {
            if (channel.size() < size || isReplaced()) {
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

    /**
     * Whether the path now names another file, or another state of this file. The bytes of one state must not be sent
     * with the tag of another. A file with a weak tag counts as unchanged, because it may still be growing.
     */
    private boolean isReplaced() {
        if (tag.weak()) {
            return false;
        }
        BasicFileAttributes current = attributes(path, followsLinks);
        return current == null
                || current.size() != size
                || !current.lastModifiedTime().equals(changed);
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(path, followsLinks ? READ : READ_NO_LINK);
        } catch (NoSuchFileException e) {
            throw new HttpException(HttpStatus.NOT_FOUND, "There is no such file", e);
        }
    }
}
