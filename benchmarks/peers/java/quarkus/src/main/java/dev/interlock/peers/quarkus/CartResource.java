package dev.interlock.peers.quarkus;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.messages.NewOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Handlers for carts and their lines. */
@Path("/v1/carts")
public class CartResource {
    @POST
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public byte[] create(byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(24, 0, NewOrder.parseFrom(body)).toByteArray();
    }

    @GET
    @Path("/{cart}")
    @Produces(Shop.PROTOBUF)
    public byte[] find(long cart) {
        return Shop.receipt(25, cart).toByteArray();
    }

    @DELETE
    @Path("/{cart}")
    public void remove(long cart) {}

    @PUT
    @Path("/{cart}/lines/{line}")
    @Produces(Shop.TEXT)
    public String saveLine(long cart, long line, @RestQuery long quantity) {
        return Long.toString(cart + line + quantity + 27);
    }

    @DELETE
    @Path("/{cart}/lines/{line}")
    public void removeLine(long cart, long line) {}

    @POST
    @Path("/{cart}/checkout")
    @Produces(Shop.PROTOBUF)
    public byte[] checkOut(long cart) {
        return Shop.receipt(29, cart).toByteArray();
    }
}
