package dev.interlock.internal.form;

import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.internal.log.ServerLog;
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
 * Removes the upload directories of killed processes. It removes a directory only if the user of this process owns it
 * and its {@linkplain InUse mark} belongs to a process that has ended. It stops after a limited number of directories
 * and files, so that the start of the server stays fast.
 */
@HasOwnRandomness("The JDK names temporary files. No response contains such a name.")
final class UploadRemains {
    private static final Logger LOG = ServerLog.of(UploadRemains.class);

    private static final String PREFIX = "interlock-uploads-";
    private static final int HEX = 16;
    private static final int MOST_LOOKED_AT = 100_000;
    /** Limit on the removed directories. */
    private static final int MOST_DIRECTORIES = 100;

    private static final int MOST_FILES = 10_000;

    private UploadRemains() {}

    /** Returns the prefix of the names of this process's directories. */
    static String ownPrefix() {
        ProcessHandle self = ProcessHandle.current();
        // The id alone does not suffice: later processes, and processes in other containers, may have the same id.
        long began = self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return PREFIX + self.pid() + '-' + Long.toString(began, HEX) + '-';
    }

    /** Removes abandoned upload directories from a directory that other programs also use. */
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
            LOG.debug("Searching {} for abandoned upload directories failed", parent, e);
        }
    }

    private static boolean isCandidate(Path path, String own) {
        String name = path.getFileName().toString();
        return name.startsWith(PREFIX) && !name.startsWith(own);
    }

    /**
     * Returns the owner of files that this process creates. Creates a file to find out, because some containers have no
     * user names.
     */
    private static UserPrincipal ownerOfNewFiles(Path parent) throws IOException {
        Path probe = Files.createTempFile(parent, "interlock-owner-", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /**
     * Removes the directory if it is abandoned, and returns whether it is. Only abandoned directories count towards the
     * limit.
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
            LOG.warn("The abandoned upload directory {} could not be removed", directory, e);
        }
        return over;
    }

    /**
     * Removes the files, and the mark last. An upload directory contains only files. If there are too many files, a
     * later start of a server removes the rest.
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
        LOG.info("Removed the upload directory {} of a killed process", directory);
    }
}
