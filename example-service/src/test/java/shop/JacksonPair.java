package shop;

/** Has no adapter of avaje-jsonb, so Jackson reads and writes it. */
public record JacksonPair(long id, int count) {}
