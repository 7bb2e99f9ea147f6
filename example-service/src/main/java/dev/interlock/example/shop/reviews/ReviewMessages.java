package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.proto.ShopProto;
import java.util.List;

/** Converts reviews to messages. */
final class ReviewMessages {
    private ReviewMessages() {}

    static ShopProto.Review of(Review review) {
        return ShopProto.Review.newBuilder()
                .setId(review.id())
                .setProductId(review.productId())
                .setUserId(review.userId())
                .setStars(review.stars())
                .setText(review.text())
                .setWrittenAt(review.writtenAt())
                .build();
    }

    static ShopProto.ReviewList of(List<Review> reviews) {
        return ShopProto.ReviewList.newBuilder()
                .addAllReviews(reviews.stream().map(ReviewMessages::of).toList())
                .build();
    }
}
