package dev.interlock.example.shop.reviews;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestExchange;
import dev.interlock.testing.TestRequest;
import dev.interlock.testing.TestResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class ReviewControllerTest {
    private static final String REVIEWS = "/v1/catalog/products/1/reviews";
    private static final String GOOD = "{\"stars\": 5, \"text\": \"Good\"}";

    private final RunningShop shop;
    private final TestClient client;

    ReviewControllerTest(Storage storage) {
        shop = new RunningShop(storage);
        client = shop.client();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private TestRequest review(String token, String json) {
        return client.post(REVIEWS).header("authorization", "Bearer " + token).json(json);
    }

    @Test
    void writesAndReadsReview() {
        review(shop.customer(), GOOD)
                .send()
                .assertThat()
                .hasStatus(201)
                .hasContentType("application/json")
                .hasJson("/stars", 5)
                .hasJson("/productId", "1");

        client.get(REVIEWS).send().assertThat().hasStatus(200).hasJson("/reviews/0/text", "Good");
    }

    @Test
    void anonymousCallerMayOnlyRead() {
        client.post(REVIEWS).json(GOOD).send().assertThat().isProblem(401);
        client.get(REVIEWS).send().assertThat().hasStatus(200).hasJson("{}");
    }

    @Test
    void namesEveryMistake() {
        review(shop.customer(), "{\"stars\": 6, \"text\": \" \"}")
                .send()
                .assertThat()
                .isProblem(422)
                .with("/errors/0/pointer", "/stars")
                .with("/errors/1/pointer", "/text");
        review(shop.customer(), "{\"stars\": 6}")
                .send()
                .assertThat()
                .isProblem(422)
                .with("/errors/0/pointer", "/text")
                .with("/errors/1/pointer", "/stars");
    }

    @Test
    void locatesMistakesInJson() {
        review(shop.customer(), "{\"stars\": 5, \"text\": ]")
                .send()
                .assertThat()
                .isProblem(400);
        review(shop.customer(), "{\"stars\": \"many\", \"text\": \"Good\"}")
                .send()
                .assertThat()
                .isProblem(400)
                .with("/pointer", "/stars");
    }

    @Test
    void customerReviewsProductOnce() {
        String token = shop.customer();
        review(token, GOOD).send().assertThat().hasStatus(201);

        review(token, GOOD)
                .send()
                .assertThat()
                .isProblem(409)
                .withTitle("Conflict")
                .withInstance(REVIEWS)
                .withDetailContaining("product 1");
    }

    @Test
    void rejectsReviewOfUnknownProduct() {
        client.get("/v1/catalog/products/99/reviews").send().assertThat().isProblem(404);
        client.post("/v1/catalog/products/99/reviews")
                .header("authorization", "Bearer " + shop.customer())
                .json(GOOD)
                .send()
                .assertThat()
                .isProblem(404);
    }

    @Test
    void administratorsRemoveReviews() {
        String token = shop.customer();
        Object id = review(token, GOOD).send().json("/id");
        String target = "/v1/catalog/reviews/" + id;

        client.delete(target)
                .header("authorization", "Bearer " + token)
                .send()
                .assertThat()
                .isProblem(403);
        String admin = "Bearer " + shop.admin();
        client.delete(target).header("authorization", admin).send().assertThat().hasStatus(204);
        client.delete(target).header("authorization", admin).send().assertThat().isProblem(404);
        review(token, GOOD).send().assertThat().hasStatus(201);
    }

    @Test
    void entityTagSavesBody() {
        TestResponse first = client.get(REVIEWS).send();
        String tag = Objects.requireNonNull(first.header("etag"));

        client.get(REVIEWS)
                .header("if-none-match", tag)
                .send()
                .assertThat()
                .hasStatus(304)
                .hasNoBody();
        review(shop.customer(), GOOD).send();
        client.get(REVIEWS).header("if-none-match", tag).send().assertThat().hasStatus(200);
    }

    @Test
    void streamsNewReviews() {
        try (TestExchange live = client.get("/v1/catalog/reviews/live").start()) {
            assertThat(live.status()).isEqualTo(200);
            review(shop.customer(), GOOD).send();

            assertThat(nextEvent(live)).startsWith("id: 1\nevent: review\ndata: {");
        }
    }

    @Test
    void streamsMissedReviews() {
        review(shop.customer(), GOOD).send();
        review(shop.admin(), GOOD).send();

        try (TestExchange live = client.get("/v1/catalog/reviews/live")
                .header("last-event-id", "1")
                .start()) {
            assertThat(nextEvent(live)).startsWith("id: 2\n");
        }
    }

    private static String nextEvent(TestExchange live) {
        String piece = Objects.requireNonNull(live.nextText());
        return piece.startsWith(":") ? Objects.requireNonNull(live.nextText()) : piece;
    }

    @Test
    void exportsReviewsLineByLine() {
        review(shop.customer(), GOOD).send();
        review(shop.admin(), GOOD).send();

        TestResponse export = client.get("/v1/catalog/reviews/export").send();

        export.assertThat().hasStatus(200).hasContentType("application/x-ndjson");
        assertThat(export.text().lines()).hasSize(2);
    }
}
