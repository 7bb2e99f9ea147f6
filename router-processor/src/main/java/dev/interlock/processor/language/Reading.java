package dev.interlock.processor.language;

/** Result of parsing a pattern: its language or a mistake in it. */
public sealed interface Reading permits Flaw, Language {}
