package dev.interlock.processor.model;

/**
 * A constraint of {@code jakarta.validation} on a value.
 *
 * @param message what a client is told must be, without placeholders
 * @param hasOwnMessage whether the source has the message, in place of the standard one
 */
public record Constraint(Rule rule, String message, boolean hasOwnMessage) {}
