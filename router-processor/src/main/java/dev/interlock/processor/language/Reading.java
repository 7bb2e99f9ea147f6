package dev.interlock.processor.language;

/** What comes of reading a pattern: its language, or what is wrong with it. */
public sealed interface Reading permits Flaw, Language {}
