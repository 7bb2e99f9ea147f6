package dev.interlock.http;

/** A name as one of the reference tokens that a JSON pointer is made of (RFC 6901 section 3). */
public final class ReferenceToken {
    private ReferenceToken() {}

    /** The name, of which what would end the token, or begins an escape, is escaped. */
    public static String of(String name) {
        // In this order, or the escape of a slash would be escaped again.
        return name.replace("~", "~0").replace("/", "~1");
    }
}
