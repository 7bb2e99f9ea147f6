package dev.interlock.processor.model;

/**
 * A media type of a body and its codec.
 *
 * @param codec codec that reads or writes the body
 */
public record Representation(MediaType type, Codec codec) {}
