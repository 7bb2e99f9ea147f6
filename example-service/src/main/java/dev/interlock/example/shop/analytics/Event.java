package dev.interlock.example.shop.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Something that a visitor did. */
public record Event(EventKind kind, Instant at) {
    /** The day in UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
