/**
 * Reads the media types that handlers consume and produce. Imports {@code check.handler}, {@code declaration},
 * {@code source}, {@code model}, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.media;

import org.jspecify.annotations.NullMarked;
