package dev.interlock.example.shop.orders;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.IterablePublisher;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.http.Response;
import java.util.concurrent.Flow;

/** Orders and their way from placed to delivered. */
@Controller("/v1/orders")
public final class OrderController {
    private final OrderDesk desk;

    public OrderController(OrderDesk desk) {
        this.desk = desk;
    }

    @Post
    @Status(201)
    public ShopProto.Order place(@Body ShopProto.NewOrder order, @Attribute Caller caller) {
        return OrderMessages.of(desk.place(OrderMessages.basket(order.getLinesList()), order.getNote(), caller));
    }

    @Get
    public ShopProto.OrderList list(@Params OrderFilter filter, @Params Paging paging, @Attribute Caller caller) {
        return OrderMessages.of(desk.list(filter.query(), paging.offset(), paging.limit(), caller));
    }

    /** All orders of the caller as a table, made line by line as the client reads. */
    @Get("/export")
    public Flow.Publisher<String> export(@Attribute Caller caller, Response response) {
        response.contentType("text/csv;charset=utf-8").header("content-disposition", "attachment; filename=orders.csv");
        return new IterablePublisher<>(() -> OrderCsv.lines(desk.all(caller)).iterator());
    }

    @Get("/{id}")
    public ShopProto.Order find(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.find(id, caller));
    }

    @Get("/{id}/status")
    public OrderStatus status(long id, @Attribute Caller caller) {
        return desk.find(id, caller).status();
    }

    @Get("/{id}/lines")
    public ShopProto.OrderLines lines(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.find(id, caller).lines());
    }

    @Post("/{id}:cancel")
    public ShopProto.Order cancel(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.cancel(id, caller));
    }

    @Post("/{id}:ship")
    public ShopProto.Order ship(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.ship(id, caller));
    }

    @Post("/{id}:deliver")
    public ShopProto.Order deliver(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.deliver(id, caller));
    }
}
