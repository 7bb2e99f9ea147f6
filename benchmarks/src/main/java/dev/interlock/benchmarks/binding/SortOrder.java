package dev.interlock.benchmarks.binding;

/** Order of search results. */
public enum SortOrder {
    NEWEST,
    PRICE,
    RATING
}
