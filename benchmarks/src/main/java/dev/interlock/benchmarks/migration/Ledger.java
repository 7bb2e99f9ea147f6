package dev.interlock.benchmarks.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the shop told its clients about their orders. Safe for use by several threads. */
final class Ledger {
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /**
     * Orders in the database.
     *
     * @param note the key of the order, which is also its note
     * @param number number of orders with this note
     * @param id id of one of them
     */
    record Stored(String note, long number, long id) {}

    /**
     * Result of a comparison with the database.
     *
     * @param orders orders that the shop has confirmed
     * @param lost keys of confirmed orders that the database has not, or under another id
     * @param doubled keys of which the database has several orders
     * @param unknown keys that no client has used
     */
    record Comparison(int orders, List<String> lost, List<String> doubled, List<String> unknown) {
        boolean isClean() {
            return lost.isEmpty() && doubled.isEmpty() && unknown.isEmpty();
        }
    }

    /** Notes a key before its first request. */
    void ask(String key) {
        asked.add(key);
    }

    /** Notes the id that the shop has returned. */
    void tell(String key, long id) {
        told.put(key, id);
    }

    /** Returns the number of keys without a confirmation. */
    int open() {
        return asked.size() - told.size();
    }

    Comparison compare(List<Stored> rows) {
        Map<String, Stored> stored = new ConcurrentHashMap<>();
        rows.forEach(row -> stored.put(row.note(), row));
        List<String> lost = new ArrayList<>();
        told.forEach((key, id) -> {
            Stored row = stored.get(key);
            if (row == null || (row.number() == 1 && row.id() != id)) {
                lost.add(key);
            }
        });
        List<String> doubled =
                rows.stream().filter(row -> row.number() > 1).map(Stored::note).toList();
        List<String> unknown = rows.stream()
                .map(Stored::note)
                .filter(note -> !asked.contains(note))
                .toList();
        return new Comparison(told.size(), lost, doubled, unknown);
    }
}
