package dev.interlock.example.shop.analytics;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Counts events in memory. Keeps the counts of the latest 400 days with events. */
public final class InMemoryEventStore implements EventStore {
    private static final int MAX_DAYS = 400;

    private final NavigableMap<LocalDate, Map<EventKind, Long>> countsByDay = new TreeMap<>();

    @Override
    public synchronized void record(List<Event> events) {
        for (Event event : events) {
            countsByDay
                    .computeIfAbsent(event.day(), day -> new EnumMap<>(EventKind.class))
                    .merge(event.kind(), 1L, Long::sum);
        }
        while (countsByDay.size() > MAX_DAYS) {
            countsByDay.pollFirstEntry();
        }
    }

    @Override
    public synchronized long count(EventKind kind, LocalDate from, LocalDate to) {
        return countsByDay.subMap(from, true, to, true).values().stream()
                .mapToLong(counts -> counts.getOrDefault(kind, 0L))
                .sum();
    }
}
