package dev.interlock.recording.redact;

import java.util.Locale;

/** Kinds of JSON members, by name. */
final class MemberKind {
    static final int PLAIN = 0;
    /** The value is secret. */
    static final int SECRET = 1;
    /** The value names a sibling, as in {@code {"name":"token","value":"x"}} or in a JSON Patch (RFC 6902). */
    static final int LABEL = 2;
    /** A sibling {@link #LABEL} may name the value. */
    static final int VALUE = 3;

    private MemberKind() {}

    static int of(String name, RedactionRules redaction) {
        if (redaction.isSecretMember(name)) {
            return SECRET;
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name", "key", "field", "path", "pointer", "property", "parameter", "header", "label" -> LABEL;
            case "value", "val", "values", "content", "data" -> VALUE;
            default -> PLAIN;
        };
    }
}
