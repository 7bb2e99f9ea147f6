package dev.interlock.recording.redact;

import org.jspecify.annotations.Nullable;

/** Redacts values with an inner syntax: a link in a query, or JSON in a JSON string. */
@FunctionalInterface
interface Embedded {
    /**
     * Redacts a decoded value.
     *
     * @return the redacted value, or null if nothing in it is secret
     */
    byte @Nullable [] redact(byte[] value, int from, int to);
}
