package dev.interlock.example.shop.reviews;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.ETag;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import dev.interlock.example.shop.web.IterablePublisher;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.http.ServerSentEvents;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/** Handlers for reviews of products. Everyone may read reviews. Callers must log in to write reviews. */
@Controller("/v1/catalog")
@Anyone
public final class ReviewController {
    private final ReviewStore reviews;
    private final ProductStore products;
    private final ReviewFeed feed = new ReviewFeed();
    private final Clock clock;

    public ReviewController(ReviewStore reviews, ProductStore products, Clock clock) {
        this.reviews = reviews;
        this.products = products;
        this.clock = clock;
    }

    /** Lists reviews. If a client sends the entity tag of its last response and no review is new, the status is 304. */
    @Get("/products/{id}/reviews")
    @ETag
    public List<Review> list(long id, @Params Paging paging) {
        requireProduct(id);
        return Page.of(reviews.all().filter(review -> review.productId() == id), paging.offset(), paging.limit())
                .items();
    }

    @Post("/products/{id}/reviews")
    @Roles({})
    @Status(201)
    public Review add(long id, @Body NewReview review, @Attribute Caller caller) {
        requireProduct(id);
        return feed.publish(() -> reviews.add(
                reviewId -> new Review(reviewId, id, caller.userId(), review.stars(), review.text(), clock.millis())));
    }

    @Delete("/reviews/{id}")
    @Roles(Caller.ADMIN)
    public void remove(long id) {
        if (reviews.remove(id).isEmpty()) {
            throw Refusal.notFound("review", id);
        }
    }

    /** Streams new reviews as they are written. A client that reconnects first gets the reviews that it missed. */
    @Get("/reviews/live")
    public ServerSentEvents<Review> live(@Header("Last-Event-ID") OptionalLong lastId) {
        return ServerSentEvents.of(feed.after(() -> writtenAfter(lastId)));
    }

    private List<Review> writtenAfter(OptionalLong lastId) {
        return lastId.isEmpty()
                ? List.of()
                : reviews.all()
                        .filter(review -> review.id() > lastId.getAsLong())
                        .toList();
    }

    /** Exports all reviews, one per line. */
    @Get("/reviews/export")
    public Flow.Publisher<Review> export() {
        return new IterablePublisher<>(reviews.all().toList());
    }

    private void requireProduct(long id) {
        if (products.find(id).isEmpty()) {
            throw Refusal.notFound("product", id);
        }
    }
}
