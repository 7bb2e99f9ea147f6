package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.database.Database;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Counts of events in PostgreSQL: a row for each day and kind. */
public final class PostgresEventStore implements EventStore {
    private static final int MAX_DAYS = 400;

    private record Key(LocalDate day, EventKind kind) {}

    private final Database database;

    public PostgresEventStore(Database database) {
        this.database = database;
    }

    @Override
    public void record(List<Event> events) {
        Map<Key, Long> counts = new TreeMap<>(Comparator.comparing(Key::day).thenComparing(Key::kind));
        events.forEach(event -> counts.merge(new Key(event.day(), event.kind()), 1L, Long::sum));
        database.transaction(handle -> {
            // All batches update in the same order, so they never deadlock.
            new ArrayList<>(counts.entrySet()).forEach(count -> add(count.getKey(), count.getValue(), handle));
            return handle.createUpdate("delete from event_counts where day < :latest")
                    .bind("latest", latest(events).minusDays(MAX_DAYS))
                    .execute();
        });
    }

    private static LocalDate latest(List<Event> events) {
        return events.stream().map(Event::day).max(Comparator.naturalOrder()).orElse(LocalDate.EPOCH);
    }

    private static void add(Key key, long events, Handle handle) {
        handle.createUpdate("insert into event_counts as old (day, kind, events) values (:day, :kind, :events) "
                        + "on conflict (day, kind) do update set events = old.events + excluded.events")
                .bind("day", key.day())
                .bind("kind", key.kind().name())
                .bind("events", events)
                .execute();
    }

    @Override
    public long count(EventKind kind, LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("select coalesce(sum(events), 0) from event_counts "
                        + "where kind = :kind and day between :from and :to")
                .bind("kind", kind.name())
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .one());
    }
}
