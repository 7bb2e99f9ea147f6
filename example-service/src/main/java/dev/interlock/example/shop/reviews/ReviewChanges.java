package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.database.Changes;
import java.util.List;

/**
 * Publishes the reviews that any replica stores in the database. After a lost connection, publishes the missed reviews.
 */
public final class ReviewChanges implements Changes.Listener {
    private final PostgresReviewStore reviews;
    private final ReviewFeed feed;
    private boolean started;

    public ReviewChanges(PostgresReviewStore reviews, ReviewFeed feed) {
        this.reviews = reviews;
        this.feed = feed;
    }

    @Override
    public String table() {
        return "review";
    }

    @Override
    public void changed(List<Long> ids) {
        publishNew();
    }

    @Override
    public void reset() {
        if (started) {
            publishNew();
        } else {
            feed.skipTo(reviews.lastId());
            started = true;
        }
    }

    private void publishNew() {
        List<Review> page;
        do {
            page = reviews.after(feed.lastId(), ReviewFeed.BUFFERED);
            page.forEach(feed::publish);
        } while (page.size() == ReviewFeed.BUFFERED);
    }
}
