package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/**
 * An entity tag (RFC 9110 section 8.8.3): names one state of a resource, or one representation of it. Its {@code toString()}
 * is the value of ETag. Immutable.
 *
 * @param opaque what stands between the quotes
 * @param weak whether the same tag may stand for representations that differ in their bytes, though not in what they mean
 */
public record EntityTag(String opaque, boolean weak) {
    /** What stands between the tag of a state and the name of a coding. */
    static final char CODING = '-';

    private static final String WEAK = "W/";

    /** @throws IllegalArgumentException for a character other than those of RFC 9110 section 8.8.3: no space, no quote */
    public EntityTag {
        int misfit = misfit(opaque);
        if (misfit >= 0) {
            throw new IllegalArgumentException("An entity tag cannot have the character U+%04X at index %d"
                    .formatted((int) opaque.charAt(misfit), misfit));
        }
    }

    /** The index of the first character that no tag has, or -1. */
    private static int misfit(String opaque) {
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (c <= ' ' || c == '"' || c >= 0x7f) {
                return i;
            }
        }
        return -1;
    }

    /** A tag that changes with every byte. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /** A tag that changes with what the representation means. */
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /** The strong tag of a number, such as the version of a row. */
    public static EntityTag of(long version) {
        return strong(Long.toString(version));
    }

    /** The tag that a field line holds; null if that is malformed, or there is no line. */
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
     * The tag of the same state in a content coding, {@code "7-gzip"} for {@code "7"}: other bytes have another strong tag (RFC
     * 9110 section 8.8.3.3). A weak one is that of all codings.
     *
     * @param coding in lower case
     */
    public EntityTag in(String coding) {
        return weak ? this : strong(opaque + CODING + coding);
    }

    /** Whether a field line holds exactly this tag, and both are strong (RFC 9110 section 8.8.3.2). */
    public boolean isStrongly(@Nullable String value) {
        return !weak && toString().equals(value);
    }

    @Override
    public String toString() {
        return (weak ? WEAK : "") + '"' + opaque + '"';
    }
}
