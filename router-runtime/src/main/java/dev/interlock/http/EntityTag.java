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
    /** @throws IllegalArgumentException for a character other than those of RFC 9110 section 8.8.3: no space, no quote */
    public EntityTag {
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (c <= ' ' || c == '"' || c >= 0x7f) {
                throw new IllegalArgumentException(
                        "An entity tag cannot have the character U+%04X at index %d".formatted((int) c, i));
            }
        }
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

    /** Whether a field line holds exactly this tag, and both are strong (RFC 9110 section 8.8.3.2). */
    public boolean isStrongly(@Nullable String value) {
        return !weak && toString().equals(value);
    }

    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}
