package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.refusal.Refusal;
import io.avaje.jsonb.Json;

/**
 * A customer's review of a product.
 *
 * @param id id of the review, larger than the ids of all earlier reviews
 * @param stars 1 to 5
 * @param writtenAt time in milliseconds since 1970
 */
@Json
public record Review(long id, long productId, long userId, int stars, String text, long writtenAt) {
    /** Returns the refusal of a customer's second review of a product. */
    static Refusal second(long productId) {
        return Refusal.conflict(
                "You have reviewed product " + productId + " before. Delete that review to write another one.");
    }
}
