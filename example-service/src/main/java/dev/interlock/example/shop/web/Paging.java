package dev.interlock.example.shop.web;

import dev.interlock.annotation.Default;
import dev.interlock.annotation.Query;
import dev.interlock.example.shop.refusal.Refusal;

/**
 * Which part of a list to answer.
 *
 * @param offset how many items to skip, 0 or more
 * @param limit how many items to answer at most, 1 to 100
 */
public record Paging(
        @Query @Default("0") int offset,
        @Query @Default("20") int limit) {
    private static final int MAX_LIMIT = 100;

    public Paging {
        if (offset < 0) {
            throw Refusal.badParameter("offset", "0 or more");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.badParameter("limit", "1 to " + MAX_LIMIT);
        }
    }
}
