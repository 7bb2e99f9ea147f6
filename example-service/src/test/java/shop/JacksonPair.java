package shop;

/** Has no adapter of avaje-jsonb, so that Jackson reads and writes it. */
public record JacksonPair(long id, int count) {}
