package dev.interlock.processor.write;

import javax.lang.model.element.TypeElement;

/**
 * A class that a router is generated from.
 *
 * @param digest digest of the class when the router was generated
 */
public record SourceDigest(TypeElement type, String digest) {}
