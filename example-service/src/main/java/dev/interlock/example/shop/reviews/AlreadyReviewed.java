package dev.interlock.example.shop.reviews;

import dev.interlock.annotation.ProblemType;

/** Thrown if the customer already has a review of the product. Only the annotation refers to HTTP. */
@ProblemType(status = 409, title = "Already reviewed")
public final class AlreadyReviewed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception for the product. */
    public AlreadyReviewed(long productId) {
        super("You have reviewed product " + productId + " before. Delete that review to write another one.");
    }
}
