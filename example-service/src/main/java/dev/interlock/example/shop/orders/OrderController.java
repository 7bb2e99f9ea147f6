package dev.interlock.example.shop.orders;

import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Roles;
import dev.interlock.example.shop.web.PagedStreams;

/** Handlers for orders in a database. */
@Controller("/v1/orders")
@Roles({})
@Blocking
public final class OrderController extends OrderRoutes {
    public OrderController(OrderDesk desk, PagedStreams streams) {
        super(desk, streams);
    }
}
