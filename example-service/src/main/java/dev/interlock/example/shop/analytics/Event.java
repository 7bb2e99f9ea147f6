package dev.interlock.example.shop.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One action of a visitor. */
public record Event(EventKind kind, Instant at) {
    /** Returns the day in UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
