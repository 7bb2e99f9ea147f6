package dev.interlock.example.shop.analytics;

import java.time.LocalDate;
import java.util.List;

/** Counts events by day. Safe for use by several threads. */
public interface EventStore {
    void record(List<Event> events);

    /** Returns the number of events of one kind from the first to the last day, including both days. */
    long count(EventKind kind, LocalDate from, LocalDate to);
}
