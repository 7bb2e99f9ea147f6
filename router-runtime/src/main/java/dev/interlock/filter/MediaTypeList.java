package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Ascii;
import java.util.HashSet;
import java.util.Set;

/** Media types whose bodies usually shrink in a content coding. Immutable. */
final class MediaTypeList {
    /** Types of text and similar content. Images, audio, video, archives and most fonts are already compressed. */
    private static final Set<String> STANDARD = Set.of(
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

    private final byte[][] listed;
    private final byte[][] never;

    /**
     * Creates the standard list with changes.
     *
     * @param more additional types, in lower case
     * @param never types to remove
     */
    MediaTypeList(Set<String> more, Set<String> never) {
        Set<String> all = new HashSet<>(STANDARD);
        all.addAll(more);
        listed = ascii(all);
        this.never = ascii(never);
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
        return !isAmong(never, bytes, from, end)
                && (startsWith(TEXT, bytes, from, end)
                        || isAmong(listed, bytes, from, end)
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
