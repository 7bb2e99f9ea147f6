package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Ascii;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Media types whose bodies are encoded. Immutable. */
final class MediaTypeList {
    /** Types of text and similar content. Most images, audio, video, archives and fonts are already compressed. */
    private static final Set<String> SHRINKING = Set.of(
            "application/javascript",
            "application/ecmascript",
            "application/graphql",
            "application/json",
            "application/ld+json",
            "application/manifest+json",
            "application/proto",
            "application/protobuf",
            "application/rtf",
            "application/sql",
            "application/toml",
            "application/vnd.google.protobuf",
            "application/wasm",
            "application/x-javascript",
            "application/x-ndjson",
            "application/x-protobuf",
            "application/x-yaml",
            "application/xml",
            "application/yaml",
            "font/otf",
            "font/ttf",
            "image/bmp",
            "image/svg+xml",
            "image/x-icon",
            "image/vnd.microsoft.icon");

    private static final byte[] TEXT = ascii("text/");
    private static final byte[][] SUFFIXES = {ascii("+json"), ascii("+xml"), ascii("+yaml"), ascii("+protobuf")};

    /** Media types whose bodies usually shrink in a content coding. */
    static final MediaTypeList STANDARD = new MediaTypeList(SHRINKING, Set.of());

    private final Set<String> listed;
    private final Set<String> never;
    private final byte[][] listedBytes;
    private final byte[][] neverBytes;

    private MediaTypeList(Set<String> listed, Set<String> never) {
        this.listed = listed;
        this.never = never;
        listedBytes = ascii(listed);
        neverBytes = ascii(never);
    }

    /**
     * Returns a list that also contains these types.
     *
     * @throws IllegalArgumentException for a type with parameters, or text that is no type
     */
    MediaTypeList with(String... mediaTypes) {
        List<String> types = lowerCase(mediaTypes);
        return new MediaTypeList(union(listed, types), difference(never, types));
    }

    /**
     * Returns a list without these types.
     *
     * @throws IllegalArgumentException for a type with parameters, or text that is no type
     */
    MediaTypeList without(String... mediaTypes) {
        List<String> types = lowerCase(mediaTypes);
        return new MediaTypeList(difference(listed, types), union(never, types));
    }

    private static List<String> lowerCase(String... mediaTypes) {
        List<String> lower = new ArrayList<>();
        for (String type : mediaTypes) {
            if (type.indexOf('/') <= 0 || type.indexOf(';') >= 0) {
                throw new IllegalArgumentException("'" + type
                        + "' is no media type. Tip: write type/subtype without parameters, such as text/plain");
            }
            lower.add(type.toLowerCase(Locale.ROOT));
        }
        return lower;
    }

    private static Set<String> union(Set<String> types, List<String> more) {
        Set<String> all = new HashSet<>(types);
        all.addAll(more);
        return all;
    }

    private static Set<String> difference(Set<String> types, List<String> fewer) {
        Set<String> rest = new HashSet<>(types);
        fewer.forEach(rest::remove);
        return rest;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static byte[][] ascii(Set<String> texts) {
        byte[][] all = new byte[texts.size()][];
        int count = 0;
        for (String each : texts) {
            all[count++] = ascii(each);
        }
        return all;
    }

    /** Whether the type in a value of Content-Type is in the list. Allocates nothing. */
    boolean contains(Slice contentType) {
        byte[] bytes = contentType.array();
        int from = contentType.offset();
        int to = from + contentType.length();
        int end = from;
        while (end < to && bytes[end] != ';') {
            end++;
        }
        while (from < end && isSpace(bytes[from])) {
            from++;
        }
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        return !isAmong(neverBytes, bytes, from, end)
                && (startsWith(TEXT, bytes, from, end)
                        || isAmong(listedBytes, bytes, from, end)
                        || hasSuffix(bytes, from, end));
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isAmong(byte[][] types, byte[] bytes, int from, int to) {
        for (byte[] type : types) {
            if (Ascii.equalIgnoreCase(bytes, from, to - from, type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] prefix, byte[] bytes, int from, int to) {
        return to - from >= prefix.length && Ascii.equalIgnoreCase(bytes, from, prefix.length, prefix);
    }

    private static boolean hasSuffix(byte[] bytes, int from, int to) {
        for (byte[] suffix : SUFFIXES) {
            if (to - from >= suffix.length && Ascii.equalIgnoreCase(bytes, to - suffix.length, suffix.length, suffix)) {
                return true;
            }
        }
        return false;
    }
}
