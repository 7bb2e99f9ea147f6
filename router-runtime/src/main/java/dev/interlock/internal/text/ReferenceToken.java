package dev.interlock.internal.text;

/** Writes a name as a reference token of a JSON pointer (RFC 6901 section 3). */
public final class ReferenceToken {
    private ReferenceToken() {}

    /** Returns the name with escapes for the characters that would end the token or begin an escape. */
    public static String of(String name) {
        // The tilde comes first. Otherwise, the escape of a slash would be escaped again.
        return name.replace("~", "~0").replace("/", "~1");
    }
}
