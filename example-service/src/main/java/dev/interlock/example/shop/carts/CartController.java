package dev.interlock.example.shop.carts;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderMessages;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.UUID;

/** Handlers for shopping carts. The checkout turns a cart into an order. */
@Controller("/v1/carts")
@Roles({})
@Blocking
public final class CartController {
    private final Carts carts;

    public CartController(Carts carts) {
        this.carts = carts;
    }

    @Post
    @Status(201)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Cart open(@Attribute Caller caller, Response response) {
        Cart cart = carts.open(caller);
        response.header(HttpHeader.LOCATION, "/v1/carts/" + cart.id());
        return message(cart);
    }

    @Get("/{id}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Cart find(UUID id, @Attribute Caller caller) {
        return message(carts.find(id, caller));
    }

    @Delete("/{id}")
    public void discard(UUID id, @Attribute Caller caller) {
        carts.discard(id, caller);
    }

    /** Returns the total price in minor units. */
    @Get("/{id}/total")
    public long total(UUID id, @Attribute Caller caller) {
        return carts.total(carts.find(id, caller));
    }

    /** Returns the total price as a message. */
    @Get("/{id}/total")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Amount totalMessage(UUID id, @Attribute Caller caller) {
        return ShopProto.Amount.newBuilder().setValue(total(id, caller)).build();
    }

    @Put("/{id}/items/{productId}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Cart put(
            UUID id,
            long productId,
            @Query @Default("1") @Min(1) @Max(Sale.MAX_UNITS) int quantity,
            @Attribute Caller caller) {
        return message(carts.put(id, productId, quantity, caller));
    }

    @Delete("/{id}/items/{productId}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Cart takeOut(UUID id, long productId, @Attribute Caller caller) {
        return message(carts.takeOut(id, productId, caller));
    }

    /**
     * Orders the products in the cart. The header {@code idempotency-key} contains a UUID. With it, a client can safely
     * repeat the request if the response is lost.
     */
    @Post("/{id}:checkout")
    @Status(201)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Order checkOut(
            UUID id,
            @Query @Default("") String note,
            @Header Optional<UUID> idempotencyKey,
            @Attribute Caller caller,
            Response response) {
        Order order = carts.checkOut(id, idempotencyKey, note, caller);
        response.header(HttpHeader.LOCATION, "/v1/orders/" + order.id());
        return OrderMessages.of(order);
    }

    private ShopProto.Cart message(Cart cart) {
        ShopProto.Cart.Builder message =
                ShopProto.Cart.newBuilder().setId(cart.id().toString()).setTotal(carts.total(cart));
        cart.basket()
                .units()
                .forEach((productId, count) ->
                        message.addLinesBuilder().setProductId(productId).setQuantity(count));
        return message.build();
    }
}
