package dev.interlock.example.shop.analytics;

import java.time.LocalDate;
import java.util.List;

/** Counts events by day. Safe for use by several threads. May wait for a database. */
public interface EventStore {
    /** Counts all events, or none. */
    void record(List<Event> events);

    /** Returns the number of events of one kind from the first to the last day, including both days. */
    long count(EventKind kind, LocalDate from, LocalDate to);
}
