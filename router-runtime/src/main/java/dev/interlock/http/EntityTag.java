package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/**
 * An entity tag (RFC 9110 section 8.8.3), which identifies one state of a resource or one of its representations.
 * {@code toString()} returns the value of ETag. Immutable.
 *
 * @param opaque text between the quotes
 * @param weak whether representations with the same tag may differ in their bytes, but not in their meaning
 */
public record EntityTag(String opaque, boolean weak) {
    /** Separator between the text of a tag and the name of a coding; see {@link #in}. */
    public static final char CODING = '-';

    private static final String WEAK = "W/";

    /**
     * @throws IllegalArgumentException for a character that RFC 9110 section 8.8.3 does not allow, such as a space
     *     or a quote
     */
    public EntityTag {
        int misfit = misfit(opaque);
        if (misfit >= 0) {
            throw new IllegalArgumentException("An entity tag cannot have the character U+%04X at index %d"
                    .formatted((int) opaque.charAt(misfit), misfit));
        }
    }

    /** Returns the index of the first character that is not allowed in tags, or -1. */
    private static int misfit(String opaque) {
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (c <= ' ' || c == '"' || c >= 0x7f) {
                return i;
            }
        }
        return -1;
    }

    /** Creates a strong tag: two representations with this tag have the same bytes. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /** Creates a weak tag: two representations with this tag have the same meaning. */
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /** Creates the strong tag of a number, such as the version of a row. */
    public static EntityTag of(long version) {
        return strong(Long.toString(version));
    }

    /** Parses the value of ETag. Returns null if the value is malformed or null. */
    public static @Nullable EntityTag parse(@Nullable String value) {
        boolean weak = value != null && value.startsWith(WEAK);
        int from = weak ? WEAK.length() : 0;
        if (value == null || value.length() < from + 2 || value.charAt(from) != '"' || !value.endsWith("\"")) {
            return null;
        }
        String opaque = value.substring(from + 1, value.length() - 1);
        return misfit(opaque) < 0 ? new EntityTag(opaque, weak) : null;
    }

    /**
     * Returns the tag of the same state in a content coding: {@code "7-gzip"} for {@code "7"}. Representations with
     * different bytes need different strong tags (RFC 9110 section 8.8.3.3). A weak tag is the same in all codings.
     *
     * @param coding name of the coding, in lower case
     */
    public EntityTag in(String coding) {
        return weak ? this : strong(opaque + CODING + coding);
    }

    /** Whether the value of a field is exactly this tag, and the tag is strong (RFC 9110 section 8.8.3.2). */
    public boolean isStrongly(@Nullable String value) {
        return !weak && toString().equals(value);
    }

    @Override
    public String toString() {
        return (weak ? WEAK : "") + '"' + opaque + '"';
    }
}
