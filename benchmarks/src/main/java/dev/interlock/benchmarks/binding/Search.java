package dev.interlock.benchmarks.binding;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Query;

/** Handlers that do no more than have a use for each of their parameters. */
@Controller("/products")
public final class Search {
    private long sum;

    /** One number. */
    @Get
    void list(@Query long page) {
        sum += page;
    }

    /** Text, three numbers of different types and a constant by its name. */
    @Get("/search")
    void search(
            @Query CharSequence text,
            @Query long category,
            @Query int limit,
            @Query SortOrder sort,
            @Query boolean stocked) {
        sum += text.length() + category + limit + sort.name().length() + (stocked ? 1 : 0);
    }

    /** Of all parameters of all calls. */
    long sum() {
        return sum;
    }
}
