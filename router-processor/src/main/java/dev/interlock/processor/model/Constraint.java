package dev.interlock.processor.model;

/**
 * A constraint of {@code jakarta.validation} on a value.
 *
 * @param message what a client is told must be, without placeholders
 */
public record Constraint(Rule rule, String message) {}
