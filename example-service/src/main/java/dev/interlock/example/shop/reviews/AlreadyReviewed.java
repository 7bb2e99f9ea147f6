package dev.interlock.example.shop.reviews;

import dev.interlock.annotation.Problem;

/** A customer has one review of each product. */
@Problem(status = 409, title = "Already reviewed")
public final class AlreadyReviewed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For a product that the customer has reviewed before. */
    public AlreadyReviewed(long productId) {
        super("You have reviewed product " + productId + " before. Delete that review to write another one.");
    }
}
