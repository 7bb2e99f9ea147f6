/**
 * JSON text (RFC 8259), for the codecs of every JSON library: a strict scanner, problem documents for malformed text,
 * and streams of values. This package needs no JSON library. Imports {@code http}, {@code bytes},
 * and the packages {@code codec}, {@code text} and {@code validate} of {@code generated}.
 */
@NullMarked
package dev.interlock.json;

import org.jspecify.annotations.NullMarked;
