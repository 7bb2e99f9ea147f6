package dev.interlock.example.shop.reviews;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.ETag;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.example.shop.web.PagedStreams;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.example.shop.web.RoleNames;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import dev.interlock.http.ServerSentEvent;
import dev.interlock.http.ServerSentEvents;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/**
 * Handlers for reviews of products, as JSON or protobuf. Everyone may read reviews. Callers must log in to write
 * reviews.
 */
@Controller("/v1/catalog")
@Anyone
@Blocking
public final class ReviewController {
    private final ReviewStore reviews;
    private final ReviewFeed feed;
    private final ProductStore products;
    private final PagedStreams streams;
    private final Clock clock;

    public ReviewController(
            ReviewStore reviews, ReviewFeed feed, ProductStore products, PagedStreams streams, Clock clock) {
        this.reviews = reviews;
        this.feed = feed;
        this.products = products;
        this.streams = streams;
        this.clock = clock;
    }

    /** Lists reviews. If a client sends the entity tag of its last response and no review is new, the status is 304. */
    @Get("/products/{id}/reviews")
    @ETag
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.ReviewList list(long id, @Params Paging paging) {
        products.get(id);
        return ReviewMessages.of(reviews.list(id, paging.offset(), paging.limit()));
    }

    /** Adds a review from JSON. */
    @Post("/products/{id}/reviews")
    @Roles({})
    @Status(201)
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Review addJson(long id, @Body NewReview review, @Attribute Caller caller, Response response) {
        return add(id, review.stars(), review.text(), caller, response);
    }

    /** Adds a review from a message. */
    @Post("/products/{id}/reviews")
    @Roles({})
    @Status(201)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Review add(long id, @Body NewReviewView review, @Attribute Caller caller, Response response) {
        return add(id, review.stars(), review.text(), caller, response);
    }

    private ShopProto.Review add(long productId, int stars, String text, Caller caller, Response response) {
        products.get(productId);
        Review added = reviews.add(id -> new Review(id, productId, caller.userId(), stars, text, clock.millis()));
        response.header(HttpHeader.LOCATION, "/v1/catalog/reviews/" + added.id());
        return ReviewMessages.of(added);
    }

    @Get("/reviews/{id}")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public Optional<ShopProto.Review> find(long id) {
        return reviews.find(id).map(ReviewMessages::of);
    }

    @Delete("/reviews/{id}")
    @Roles(RoleNames.ADMIN)
    public void remove(long id) {
        if (!reviews.remove(id)) {
            throw Refusal.notFound("review", id);
        }
    }

    /**
     * Streams new reviews as they are written, at any replica. A client that reconnects first gets the reviews that it
     * missed.
     */
    @Get("/reviews/live")
    public ServerSentEvents<Review> live(@Header("Last-Event-ID") OptionalLong lastId) {
        long after = lastId.orElseGet(feed::lastId);
        List<Review> missed = lastId.isEmpty() ? List.of() : reviews.after(after, ReviewFeed.BUFFERED);
        return ServerSentEvents.of(feed.after(after, missed, ReviewController::event));
    }

    private static ServerSentEvent<Review> event(Review review) {
        return ServerSentEvent.of(review).withId(Long.toString(review.id())).withEvent("review");
    }

    /** Exports all reviews, one per line. */
    @Get("/reviews/export")
    public Flow.Publisher<Review> export() {
        return streams.of(this::after);
    }

    /** Exports all reviews as messages. Each message follows its length. */
    @Get("/reviews/export")
    public Flow.Publisher<ShopProto.Review> exportMessages() {
        return streams.of(List.of(), this::after, ReviewMessages::of);
    }

    private List<Review> after(Optional<Review> last) {
        return reviews.after(last.map(Review::id).orElse(0L), PagedStreams.PAGE);
    }
}
