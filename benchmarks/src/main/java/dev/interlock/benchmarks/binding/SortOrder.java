package dev.interlock.benchmarks.binding;

/** In which order a search returns what it finds. */
public enum SortOrder {
    NEWEST,
    PRICE,
    RATING
}
