package dev.interlock.processor.model;

/**
 * A constraint of {@code jakarta.validation} on a value.
 *
 * @param message text of the requirement that a client receives, without placeholders
 * @param hasOwnMessage whether the source sets the message; otherwise, it is the standard message
 */
public record Constraint(Rule rule, String message, boolean hasOwnMessage) {}
