package dev.interlock.processor.model;

import java.util.Locale;

/**
 * A media type such as {@code text/plain}, or a media range such as {@code text/*} (RFC 9110 section 12.5.1). A codec
 * can also have the range {@code application/*+json}. The text is in lower case and has no parameters.
 */
public record MediaType(String type, String subtype) {
    private static final String ANY = "*";

    /** Parses a valid media type. */
    public static MediaType of(String text) {
        int slash = text.indexOf('/');
        String lower = text.toLowerCase(Locale.ROOT);
        return new MediaType(lower.substring(0, slash), lower.substring(slash + 1));
    }

    /** Whether this is a media range, which includes several types. */
    public boolean isRange() {
        return subtype.startsWith(ANY);
    }

    /** Whether this type or range includes every type of the other. */
    public boolean includes(MediaType other) {
        return (type.equals(ANY) || type.equals(other.type))
                && (isRange() ? other.subtype.endsWith(suffix()) : subtype.equals(other.subtype));
    }

    /** Whether at least one media type belongs to both this and the other. */
    public boolean overlaps(MediaType other) {
        return includes(other) || other.includes(this);
    }

    private String suffix() {
        return subtype.equals(ANY) ? "" : subtype.substring(1);
    }

    /** Returns one type of the range, or the type itself. */
    public String example() {
        if (!isRange()) {
            return toString();
        }
        return switch (type) {
            case ANY, "application" -> "application/octet-stream";
            case "text" -> "text/plain";
            case "image" -> "image/png";
            default -> type + "/example";
        };
    }

    @Override
    public String toString() {
        return type + "/" + subtype;
    }
}
