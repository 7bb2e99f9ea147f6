package dev.interlock.processor.model;

/**
 * A media type of a body, and the codec for this media type.
 *
 * @param codec codec that reads or writes the body
 */
public record Representation(MediaType type, Codec codec) {}
