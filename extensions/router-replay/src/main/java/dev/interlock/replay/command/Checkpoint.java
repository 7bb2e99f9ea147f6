package dev.interlock.replay.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.replay.rewrite.LearnedValues;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Position of a replay, and the values that it has learned. The file contains tokens of the targets, so only its owner
 * can read it.
 *
 * @param fingerprint identifies the sources
 * @param position number of exchanges of the sources that the replay has sent
 * @param learned for each target name, arrays of scope, recorded value and received value
 */
record Checkpoint(String fingerprint, long position, JsonNode learned) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    static Checkpoint read(Path file) throws UsageException {
        try {
            JsonNode root = JSON.readTree(file.toFile());
            if (root.path("version").asInt() != VERSION
                    || !root.path("position").isIntegralNumber()) {
                throw new UsageException(file + " is not a checkpoint of this version");
            }
            return new Checkpoint(
                    root.path("sources").asText(), root.path("position").asLong(), root.path("learned"));
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read as a checkpoint: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    static Checkpoint of(String fingerprint, long position, Map<String, LearnedValues> values) {
        ObjectNode learned = JSON.createObjectNode();
        values.forEach((target, all) -> {
            ArrayNode list = learned.putArray(target);
            for (LearnedValues.Learned each : all.all()) {
                list.addArray().add(each.scope()).add(each.recorded()).add(each.received());
            }
        });
        return new Checkpoint(fingerprint, position, learned);
    }

    void restore(Map<String, LearnedValues> values) {
        values.forEach((target, all) -> {
            for (JsonNode each : learned.path(target)) {
                all.learn(
                        each.path(0).asText(),
                        each.path(1).asText(),
                        each.path(2).asText());
            }
        });
    }

    /** Replaces the file atomically: a killed process leaves either the old file or the new one. */
    void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        root.put("sources", fingerprint);
        root.put("position", position);
        root.set("learned", learned);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        createPrivate(next);
        JSON.writeValue(next.toFile(), root);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void createPrivate(Path file) throws IOException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException e) {
            // A killed run left it, with the same permissions.
        }
    }
}
