package dev.interlock.example.shop.analytics;

import java.time.LocalDate;
import java.util.List;

/** Counts events by day. Safe for use by several threads. */
public interface EventStore {
    void record(List<Event> events);

    /** Returns the number of events of a kind between two days, both included. */
    long count(EventKind kind, LocalDate from, LocalDate to);
}
