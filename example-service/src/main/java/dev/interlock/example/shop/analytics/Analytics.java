package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Accepts events from everyone. Reports sales; the routes admit only administrators. */
public final class Analytics {
    /** Maximum age of an event. A client may have been offline, so events may arrive late. */
    private static final Duration MAX_AGE = Duration.ofDays(7);
    /** Maximum time by which the clock of a client may be ahead. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private final EventStore events;
    private final SalesStore sales;
    private final Clock clock;

    public Analytics(EventStore events, SalesStore sales, Clock clock) {
        this.events = events;
        this.sales = sales;
        this.clock = clock;
    }

    /** Counts all events. If one event is invalid, counts none. */
    public void accept(List<Event> batch) {
        Instant now = clock.instant();
        for (Event event : batch) {
            if (event.at().isBefore(now.minus(MAX_AGE)) || event.at().isAfter(now.plus(MAX_SKEW))) {
                throw Refusal.invalid(
                        "at must be within the last " + MAX_AGE.toDays() + " days; one event has " + event.at());
            }
        }
        events.record(batch);
    }

    public long count(EventKind kind, LocalDate from, LocalDate to) {
        return events.count(kind, from, to);
    }

    public List<DaySales> days(LocalDate from, LocalDate to) {
        return sales.days(from, to);
    }

    public List<ProductSales> ranking(YearMonth month, int offset, int limit) {
        return sales.ranking(month, offset, limit);
    }
}
