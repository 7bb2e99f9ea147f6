package dev.interlock.processor.language;

/** Result of parsing a pattern: the language of the pattern, or a mistake in the pattern. */
public sealed interface Reading permits Flaw, Language {}
