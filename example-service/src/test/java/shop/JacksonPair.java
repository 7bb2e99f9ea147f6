package shop;

/** A type without an adapter of avaje-jsonb. Jackson reads and writes it. */
public record JacksonPair(long id, int count) {}
