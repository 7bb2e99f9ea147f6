package dev.interlock.example.shop.web;

import dev.interlock.annotation.Default;
import dev.interlock.annotation.Query;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The part of a list to return.
 *
 * @param offset number of items to skip, 0 or more
 * @param limit maximum number of items to return, 1 to 100
 */
public record Paging(
        @Query @Default("0") @PositiveOrZero int offset,
        @Query @Default("20") @Min(1) @Max(100) int limit) {}
