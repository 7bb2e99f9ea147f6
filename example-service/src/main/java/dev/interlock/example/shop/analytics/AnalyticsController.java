package dev.interlock.example.shop.analytics;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxBody;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.DateRange;
import dev.interlock.example.shop.web.Paging;
import java.time.YearMonth;
import java.util.List;

/** Receives events from clients. Returns reports on sales. */
@Controller("/v1/analytics")
@Roles({})
public final class AnalyticsController {
    private static final int MAX_BATCH_BYTES = 64 * 1024;

    private final Analytics analytics;

    public AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    /** Counts events, and returns their number. */
    @Post("/events")
    @Anyone
    @Status(202)
    @MaxBody(MAX_BATCH_BYTES)
    public int accept(@Body EventBatchView batch) {
        List<Event> events = AnalyticsMessages.events(batch);
        analytics.accept(events);
        return events.size();
    }

    @Get("/events/{kind}/count")
    public long count(EventKind kind, @Params DateRange range, @Attribute Caller caller) {
        return analytics.count(kind, range.from(), range.to(), caller);
    }

    @Get("/reports/revenue")
    public ShopProto.RevenueReport revenue(@Params DateRange range, @Attribute Caller caller) {
        return AnalyticsMessages.revenue(analytics.days(range.from(), range.to(), caller));
    }

    /**
     * Returns the best-selling products of a month.
     *
     * @param month month in the form {@code 2026-01}
     */
    @Get("/reports/top-products/{month}")
    public ShopProto.ProductRanking ranking(YearMonth month, @Params Paging paging, @Attribute Caller caller) {
        return AnalyticsMessages.ranking(analytics.ranking(month, paging.offset(), paging.limit(), caller));
    }
}
