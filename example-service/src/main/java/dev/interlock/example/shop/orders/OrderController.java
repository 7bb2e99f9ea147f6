package dev.interlock.example.shop.orders;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.IterablePublisher;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.http.Response;
import java.util.concurrent.Flow;

/** Handlers for orders, from their placement to their delivery. */
@Controller("/v1/orders")
@Roles({})
public final class OrderController {
    private final OrderDesk desk;

    public OrderController(OrderDesk desk) {
        this.desk = desk;
    }

    /** Places an order. Reads the received bytes, writes directly into the response, and allocates nothing. */
    @Post
    @Status(201)
    public void place(@Body NewOrderView order, @Attribute Caller caller, OrderWriter placed) {
        desk.place(order, caller, placed);
    }

    @Get
    public void list(
            @Params OrderFilter filter, @Params Paging paging, @Attribute Caller caller, OrderListWriter orders) {
        OrderMessages.write(desk.list(filter.query(), paging.offset(), paging.limit(), caller), orders);
    }

    /** Exports all orders of the caller as a table. The handler creates each line when the client is ready for it. */
    @Get("/export")
    @Produces("text/csv")
    public Flow.Publisher<String> exportTable(@Attribute Caller caller, Response response) {
        response.header("content-disposition", "attachment; filename=orders.csv");
        return new IterablePublisher<>(() -> OrderCsv.lines(desk.all(caller)).iterator());
    }

    /** Exports all orders of the caller as messages. Each message follows its length. */
    @Get("/export")
    @Produces("application/x-protobuf")
    public Flow.Publisher<ShopProto.Order> exportMessages(@Attribute Caller caller) {
        return new IterablePublisher<>(
                () -> desk.all(caller).map(OrderMessages::of).iterator());
    }

    @Get("/{id}")
    public void find(long id, @Attribute Caller caller, OrderWriter order) {
        OrderMessages.write(desk.find(id, caller), order);
    }

    @Get("/{id}/status")
    public OrderStatus status(long id, @Attribute Caller caller) {
        return desk.find(id, caller).status();
    }

    @Get("/{id}/lines")
    public void lines(long id, @Attribute Caller caller, OrderLinesWriter lines) {
        OrderMessages.writeLines(desk.find(id, caller), lines);
    }

    @Post("/{id}:cancel")
    public void cancel(long id, @Attribute Caller caller, OrderWriter order) {
        OrderMessages.write(desk.cancel(id, caller), order);
    }

    @Post("/{id}:ship")
    public void ship(long id, @Attribute Caller caller, OrderWriter order) {
        OrderMessages.write(desk.ship(id, caller), order);
    }

    @Post("/{id}:deliver")
    public void deliver(long id, @Attribute Caller caller, OrderWriter order) {
        OrderMessages.write(desk.deliver(id, caller), order);
    }
}
