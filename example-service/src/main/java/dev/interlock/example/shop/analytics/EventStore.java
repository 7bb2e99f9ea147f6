package dev.interlock.example.shop.analytics;

import java.time.LocalDate;
import java.util.List;

/** Counts events by day. Safe for use by several threads. */
public interface EventStore {
    void record(List<Event> events);

    /** How many events of a kind there were, both days included. */
    long count(EventKind kind, LocalDate from, LocalDate to);
}
