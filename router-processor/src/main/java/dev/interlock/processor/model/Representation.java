package dev.interlock.processor.model;

/**
 * A form that a body has.
 *
 * @param codec what reads or writes it
 */
public record Representation(MediaType type, Codec codec) {}
