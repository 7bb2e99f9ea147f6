package dev.interlock.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of {@link Compression}, which documents them. Immutable: each change returns a copy. */
final class CompressionSettings {
    static final CompressionSettings STANDARD = new CompressionSettings();

    // The fields change only in a new copy, before any other object refers to it.
    private MediaTypeList types = MediaTypeList.STANDARD;
    /** Codings of the application by their names. */
    private Map<String, ContentCoding> codings = Map.of();

    private int gzipLevel = 5;
    private int minSize = 1024;
    private int maxSize = 1024 * 1024;
    private int maxFileSize = 256 * 1024;
    private int maxConcurrent = 256;

    private CompressionSettings() {}

    private CompressionSettings copy() {
        CompressionSettings copy = new CompressionSettings();
        copy.types = types;
        copy.codings = codings;
        copy.gzipLevel = gzipLevel;
        copy.minSize = minSize;
        copy.maxSize = maxSize;
        copy.maxFileSize = maxFileSize;
        copy.maxConcurrent = maxConcurrent;
        return copy;
    }

    private static int inRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    CompressionSettings types(String... mediaTypes) {
        CompressionSettings copy = copy();
        copy.types = types.with(mediaTypes);
        return copy;
    }

    CompressionSettings withoutTypes(String... mediaTypes) {
        CompressionSettings copy = copy();
        copy.types = types.without(mediaTypes);
        return copy;
    }

    CompressionSettings coding(ContentCoding coding) {
        CompressionSettings copy = copy();
        copy.codings = new LinkedHashMap<>(codings);
        copy.codings.put(Coding.nameOf(coding), coding);
        return copy;
    }

    CompressionSettings gzipLevel(int level) {
        CompressionSettings copy = copy();
        copy.gzipLevel = inRange("The level of gzip", level, 1, 9);
        return copy;
    }

    CompressionSettings minSize(int bytes) {
        CompressionSettings copy = copy();
        copy.minSize = inRange("The smallest size", bytes, 1, Integer.MAX_VALUE);
        return copy;
    }

    CompressionSettings maxSize(int bytes) {
        CompressionSettings copy = copy();
        copy.maxSize = inRange("The largest size", bytes, 1, Integer.MAX_VALUE);
        return copy;
    }

    CompressionSettings maxFileSize(int bytes) {
        CompressionSettings copy = copy();
        copy.maxFileSize = inRange("The largest size of a file", bytes, 0, Integer.MAX_VALUE);
        return copy;
    }

    CompressionSettings maxConcurrent(int bodies) {
        CompressionSettings copy = copy();
        copy.maxConcurrent = inRange("The number of bodies at a time", bodies, 1, Integer.MAX_VALUE);
        return copy;
    }

    /** Creates the encoders: first of the added codings, in the order in which they were added, and last of gzip. */
    BodyEncoder[] encoders() {
        List<BodyEncoder> encoders = new ArrayList<>();
        for (ContentCoding coding : codings.values()) {
            encoders.add(BodyEncoder.of(coding));
        }
        encoders.add(new GzipEncoder(gzipLevel));
        return encoders.toArray(new BodyEncoder[0]);
    }

    MediaTypeList mediaTypes() {
        return types;
    }

    int minSize() {
        return minSize;
    }

    int maxSize() {
        return maxSize;
    }

    int maxFileSize() {
        return maxFileSize;
    }

    int maxConcurrent() {
        return maxConcurrent;
    }
}
