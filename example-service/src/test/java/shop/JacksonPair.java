package shop;

/** A type that Jackson reads and writes, because avaje-jsonb has no adapter for it. */
public record JacksonPair(long id, int count) {}
