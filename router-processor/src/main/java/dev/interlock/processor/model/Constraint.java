package dev.interlock.processor.model;

/**
 * A constraint of {@code jakarta.validation} on a value.
 *
 * @param message requirement in words, which a client receives; contains no placeholders
 * @param hasOwnMessage whether the source sets the message; otherwise, the message is the standard message
 */
public record Constraint(Rule rule, String message, boolean hasOwnMessage) {}
