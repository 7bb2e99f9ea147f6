package dev.interlock.json;

import java.util.List;

/** Media types of JSON (RFC 8259 section 11). */
public final class JsonTypes {
    /**
     * Media types that are read. They include {@code application/problem+json}, which is JSON (RFC 6839 section 3.1).
     */
    public static final List<String> MEDIA_TYPES = List.of("application/json", "application/*+json");

    /** Media types that are written. */
    public static final List<String> PRODUCES = List.of("application/json");

    private JsonTypes() {}
}
