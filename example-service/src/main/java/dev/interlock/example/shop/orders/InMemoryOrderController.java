package dev.interlock.example.shop.orders;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Roles;
import dev.interlock.example.shop.web.PagedStreams;

/** Handlers for orders in memory. They never wait, so they run on the event loop. */
@Controller("/v1/orders")
@Roles({})
public final class InMemoryOrderController extends OrderRoutes {
    public InMemoryOrderController(OrderDesk desk, PagedStreams streams) {
        super(desk, streams);
    }
}
