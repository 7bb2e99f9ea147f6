package dev.interlock.example.shop.store;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a longer list.
 *
 * @param items items of this page, in the order of the list
 * @param total length of the whole list
 */
public record Page<T>(List<T> items, int total) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Returns up to {@code limit} items, beginning at {@code offset}.
     *
     * @param offset 0 or more; the page is empty if the offset is beyond the end
     * @param limit 0 or more
     */
    public static <T> Page<T> of(Stream<T> all, int offset, int limit) {
        List<T> list = all.toList();
        int from = Math.min(offset, list.size());
        int to = from + Math.min(limit, list.size() - from);
        return new Page<>(list.subList(from, to), list.size());
    }

    /** Returns the results of a function for the items of this page. */
    public <R> List<R> map(Function<? super T, R> function) {
        return items.stream().<R>map(function).toList();
    }
}
