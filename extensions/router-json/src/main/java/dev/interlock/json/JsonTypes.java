package dev.interlock.json;

import java.util.List;

/** The media types of JSON (RFC 8259 section 11). */
public final class JsonTypes {
    /** The types of body that are read: {@code application/problem+json} is JSON, too (RFC 6839 section 3.1). */
    public static final List<String> MEDIA_TYPES = List.of("application/json", "application/*+json");

    /** The types of body that are written. */
    public static final List<String> PRODUCES = List.of("application/json");

    private JsonTypes() {}
}
