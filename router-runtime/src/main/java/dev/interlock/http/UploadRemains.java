package dev.interlock.http;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What processes have left that were killed: directories of uploads whose {@linkplain InUse mark} is that of a process that is
 * over, of the user that this one runs as. Nothing else is touched, and no more is done than a start can bear.
 */
final class UploadRemains {
    private static final Logger LOG = LoggerFactory.getLogger(UploadRemains.class);

    private static final String PREFIX = "interlock-uploads-";
    private static final int HEX = 16;
    private static final int MOST_LOOKED_AT = 100_000;
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
        try {
            List<Path> candidates = candidates(parent);
            if (!candidates.isEmpty()) {
                UserPrincipal owner = ownerOfNewFiles(parent);
                candidates.forEach(directory -> remove(directory, owner));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} was not searched for directories of uploads that others have left", parent, e);
        }
    }

    private static List<Path> candidates(Path parent) throws IOException {
        String own = ownPrefix();
        List<Path> found = new ArrayList<>();
        int lookedAt = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            for (Path each : all) {
                String name = each.getFileName().toString();
                if (name.startsWith(PREFIX) && !name.startsWith(own)) {
                    found.add(each);
                }
                if (++lookedAt == MOST_LOOKED_AT || found.size() == MOST_DIRECTORIES) {
                    break;
                }
            }
        }
        return found;
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

    private static void remove(Path directory, UserPrincipal owner) {
        try {
            boolean isOurs = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(owner);
            if (isOurs && InUse.isOver(directory)) {
                removeAll(directory);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{}, which a process has left, was not removed", directory, e);
        }
    }

    /** Files alone, as there is nothing else in a directory of uploads, and the mark last: what is left of many is for later. */
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
