package dev.interlock.http;

import dev.interlock.log.ServerLog;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * What processes have left that were killed: directories of uploads whose {@linkplain InUse mark} is that of a process
 * that is over, of the user that this one runs as. Nothing else is touched, and no more is done than a start can bear.
 */
final class UploadRemains {
    private static final Logger LOG = ServerLog.of(UploadRemains.class);

    private static final String PREFIX = "interlock-uploads-";
    private static final int HEX = 16;
    private static final int MOST_LOOKED_AT = 100_000;
    /** Of those that are left over. */
    private static final int MOST_DIRECTORIES = 100;

    private static final int MOST_FILES = 10_000;

    private UploadRemains() {}

    /** What the names of the directories of this process begin with. */
    static String ownPrefix() {
        ProcessHandle self = ProcessHandle.current();
        // The id alone is that of many processes, one after the other, and of one in each container.
        long began = self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return PREFIX + self.pid() + '-' + Long.toString(began, HEX) + '-';
    }

    /** Removes what is left in a directory that others use as well. */
    static void removeFrom(Path parent) {
        String own = ownPrefix();
        UserPrincipal owner = null;
        int lookedAt = 0;
        int over = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            for (Path each : all) {
                if (isCandidate(each, own)) {
                    owner = owner == null ? ownerOfNewFiles(parent) : owner;
                    over += remove(each, owner) ? 1 : 0;
                }
                if (++lookedAt == MOST_LOOKED_AT || over == MOST_DIRECTORIES) {
                    return;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} was not searched for directories of uploads that others have left", parent, e);
        }
    }

    private static boolean isCandidate(Path path, String own) {
        String name = path.getFileName().toString();
        return name.startsWith(PREFIX) && !name.startsWith(own);
    }

    /** Who this process is for the file system; names of users are not to be had in every container. */
    private static UserPrincipal ownerOfNewFiles(Path parent) throws IOException {
        Path probe = Files.createTempFile(parent, "interlock-owner-", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /**
     * Returns whether the directory is one that is left over. Those of others count for nothing, however many there
     * are.
     */
    private static boolean remove(Path directory, UserPrincipal owner) {
        boolean over = false;
        try {
            over = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(owner)
                    && InUse.isOver(directory);
            if (over) {
                removeAll(directory);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{}, which a process has left, was not removed", directory, e);
        }
        return over;
    }

    /**
     * Files alone, as there is nothing else in a directory of uploads, and the mark last: what is left of many is for
     * later.
     */
    private static void removeAll(Path directory) throws IOException {
        Path mark = InUse.file(directory);
        int left = MOST_FILES;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (left-- == 0 || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    return;
                }
                if (!file.equals(mark)) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(mark);
        Files.delete(directory);
        LOG.info("Removed {}, which a process has left that did not end in order", directory);
    }
}
