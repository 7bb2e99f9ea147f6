package dev.interlock.example.shop.reviews;

import io.avaje.jsonb.Json;

/**
 * What a customer said of a product.
 *
 * @param id larger than those of all reviews before it
 * @param stars 1 to 5
 * @param writtenAt in milliseconds since 1970
 */
@Json
public record Review(long id, long productId, long userId, int stars, String text, long writtenAt) {}
