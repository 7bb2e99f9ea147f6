package dev.interlock.example.shop.orders;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.example.shop.web.PagedStreams;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.example.shop.web.RoleNames;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;

/**
 * Routes for orders, from placement to delivery. Two controllers inherit them: one for orders in a database, whose
 * handlers may wait, and one for orders in memory, whose handlers run on the event loop.
 */
public abstract class OrderRoutes {
    private final OrderDesk desk;
    private final PagedStreams streams;
    private final ThreadLocal<Placement> placements = ThreadLocal.withInitial(Placement::new);

    /** Creates the handlers for a desk. */
    protected OrderRoutes(OrderDesk desk, PagedStreams streams) {
        this.desk = desk;
        this.streams = streams;
    }

    /**
     * Places an order. Reads the received bytes, and writes directly into the response. In memory and without a key,
     * allocates nothing. The header {@code idempotency-key} contains a UUID. With it, a client can safely repeat the
     * request if the response is lost, also at another replica.
     */
    @Post
    @Status(201)
    public void place(
            @Body NewOrderView order,
            @Header Optional<UUID> idempotencyKey,
            @Attribute Caller caller,
            Response response,
            OrderWriter placed) {
        Placement placement = placements.get();
        Sale sale = placement.sale(order);
        if (idempotencyKey.isPresent()) {
            Order once = desk.placeOnce(idempotencyKey.get(), sale, order.note(), caller);
            response.header(HttpHeader.LOCATION, placement.location(once.id()));
            OrderMessages.write(once, placed);
            return;
        }
        long now = desk.now();
        long id = desk.place(sale, order.note(), now, caller);
        response.header(HttpHeader.LOCATION, placement.location(id));
        OrderMessages.write(id, caller.userId(), sale, order.note(), now, placed);
    }

    /** Places an order in JSON. Views and writers have no JSON, so this route uses messages. */
    @Post
    @Status(201)
    @Consumes(MediaTypes.JSON)
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Order placeJson(
            @Body ShopProto.NewOrder order,
            @Header Optional<UUID> idempotencyKey,
            @Attribute Caller caller,
            Response response) {
        return placeMessage(order, idempotencyKey, caller, response);
    }

    /** Places an order in protobuf for a client that accepts only JSON. */
    @Post
    @Status(201)
    @Consumes(MediaTypes.PROTOBUF)
    @Produces(MediaTypes.JSON)
    public ShopProto.Order placeForJson(
            @Body ShopProto.NewOrder order,
            @Header Optional<UUID> idempotencyKey,
            @Attribute Caller caller,
            Response response) {
        return placeMessage(order, idempotencyKey, caller, response);
    }

    private ShopProto.Order placeMessage(
            ShopProto.NewOrder message, Optional<UUID> key, Caller caller, Response response) {
        Sale sale = OrderMessages.sale(message);
        Order order = key.isPresent()
                ? desk.placeOnce(key.get(), sale, message.getNote(), caller)
                : desk.find(desk.place(sale, message.getNote(), desk.now(), caller), caller);
        response.header(HttpHeader.LOCATION, "/v1/orders/" + order.id());
        return OrderMessages.of(order);
    }

    @Get
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.OrderList list(@Params OrderFilter filter, @Params Paging paging, @Attribute Caller caller) {
        return OrderMessages.of(desk.list(filter.query(), paging.offset(), paging.limit(), caller));
    }

    /** Exports all orders of the caller as a table. Reads the orders as the client receives them. */
    @Get("/export")
    @Produces("text/csv")
    public Flow.Publisher<String> export(@Attribute Caller caller, Response response) {
        response.header("content-disposition", "attachment; filename=orders.csv");
        return streams.of(List.of(OrderCsv.HEADER), last -> after(last, caller), OrderCsv::line);
    }

    /** Exports all orders of the caller as messages. Each message follows its length, or is a line of JSON. */
    @Get("/export")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON_LINES})
    public Flow.Publisher<ShopProto.Order> exportMessages(@Attribute Caller caller) {
        return streams.<Order, ShopProto.Order>of(List.of(), last -> after(last, caller), OrderMessages::of);
    }

    private List<Order> after(Optional<Order> last, Caller caller) {
        return desk.before(last.map(Order::id).orElse(Long.MAX_VALUE), PagedStreams.PAGE, caller);
    }

    @Get("/{id}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Order find(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.find(id, caller));
    }

    @Get("/{id}/status")
    public OrderStatus status(long id, @Attribute Caller caller) {
        return desk.find(id, caller).status();
    }

    /** Returns the status as a message. */
    @Get("/{id}/status")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.OrderState statusMessage(long id, @Attribute Caller caller) {
        return OrderMessages.stateOf(desk.find(id, caller));
    }

    @Get("/{id}/lines")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.OrderLines lines(long id, @Attribute Caller caller) {
        return OrderMessages.linesOf(desk.find(id, caller));
    }

    @Post("/{id}:cancel")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Order cancel(long id, @Attribute Caller caller) {
        return OrderMessages.of(desk.cancel(id, caller));
    }

    @Post("/{id}:ship")
    @Roles(RoleNames.ADMIN)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Order ship(long id) {
        return OrderMessages.of(desk.ship(id));
    }

    @Post("/{id}:deliver")
    @Roles(RoleNames.ADMIN)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Order deliver(long id) {
        return OrderMessages.of(desk.deliver(id));
    }
}
