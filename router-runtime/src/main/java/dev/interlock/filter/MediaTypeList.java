package dev.interlock.filter;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The media types of which a copy in a content coding is smaller, as a rule. Immutable. */
final class MediaTypeList {
    /** Text and what is like it; images, sounds, films, archives and most fonts are compressed in themselves. */
    private static final Set<String> STANDARD = Set.of(
            "application/javascript",
            "application/ecmascript",
            "application/graphql",
            "application/json",
            "application/ld+json",
            "application/manifest+json",
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

    private static final List<String> SUFFIXES = List.of("+json", "+xml", "+yaml", "+protobuf");

    private final Set<String> more;
    private final Set<String> never;

    /**
     * The standard list with changes.
     *
     * @param more types beside it, in lower case
     * @param never types that are taken off it
     */
    MediaTypeList(Set<String> more, Set<String> never) {
        this.more = Set.copyOf(more);
        this.never = Set.copyOf(never);
    }

    /** Whether a Content-Type value is of one of these. */
    boolean contains(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (never.contains(type)) {
            return false;
        }
        return type.startsWith("text/")
                || STANDARD.contains(type)
                || more.contains(type)
                || SUFFIXES.stream().anyMatch(type::endsWith);
    }
}
