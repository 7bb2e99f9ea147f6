package dev.interlock.benchmarks.binding;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Query;

/** Handlers that only add up their parameters. */
@Controller("/products")
public final class Search {
    private long sum;

    /** Takes one number. */
    @Get
    void list(@Query long page) {
        sum += page;
    }

    /** Takes a text, two numbers of different types, an enum constant by name and a boolean. */
    @Get("/search")
    void search(
            @Query CharSequence text,
            @Query long category,
            @Query int limit,
            @Query SortOrder sort,
            @Query boolean stocked) {
        sum += text.length() + category + limit + sort.name().length() + (stocked ? 1 : 0);
    }

    /** Returns the sum of all parameters of all calls. */
    long sum() {
        return sum;
    }

    /** Order of search results. */
    public enum SortOrder {
        NEWEST,
        PRICE,
        RATING
    }
}
