package dev.interlock.example.shop.analytics;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxBody;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.DateRange;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.example.shop.web.RoleNames;
import java.time.YearMonth;
import java.util.List;

/** Receives events from clients. Returns reports on sales. */
@Controller("/v1/analytics")
@Roles(RoleNames.ADMIN)
@Blocking
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
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Count accept(@Body EventBatchView batch) {
        return accept(AnalyticsMessages.events(batch));
    }

    /** Counts events in JSON. Views have no JSON, so this route reads a message. */
    @Post("/events")
    @Anyone
    @Status(202)
    @MaxBody(MAX_BATCH_BYTES)
    @Consumes(MediaTypes.JSON)
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Count acceptJson(@Body ShopProto.EventBatch batch) {
        return accept(AnalyticsMessages.events(batch));
    }

    private ShopProto.Count accept(List<Event> events) {
        analytics.accept(events);
        return AnalyticsMessages.count(events.size());
    }

    @Get("/events/{kind}/count")
    public long count(EventKind kind, @Params DateRange range) {
        return analytics.count(kind, range.from(), range.to());
    }

    /** Returns the number of events as a message. */
    @Get("/events/{kind}/count")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Count countMessage(EventKind kind, @Params DateRange range) {
        return AnalyticsMessages.count(count(kind, range));
    }

    @Get("/reports/revenue")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.RevenueReport revenue(@Params DateRange range) {
        return AnalyticsMessages.revenue(analytics.days(range.from(), range.to()));
    }

    /**
     * Returns the best-selling products of a month.
     *
     * @param month month in the form {@code 2026-01}
     */
    @Get("/reports/top-products/{month}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.ProductRanking ranking(YearMonth month, @Params Paging paging) {
        return AnalyticsMessages.ranking(analytics.ranking(month, paging.offset(), paging.limit()));
    }
}
