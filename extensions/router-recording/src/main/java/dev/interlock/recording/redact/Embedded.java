package dev.interlock.recording.redact;

import org.jspecify.annotations.Nullable;

/** Redacts values that are texts of their own: a link in a query, or JSON in a text of JSON. */
@FunctionalInterface
interface Embedded {
    /**
     * Redacts a decoded value.
     *
     * @return the redacted value, or null if nothing in it is secret
     */
    byte @Nullable [] redact(byte[] value, int from, int to);
}
