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

/** Handlers for orders. */
@Path("/v1/orders")
public class OrderResource {
    @POST
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public byte[] place(byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(30, 0, NewOrder.parseFrom(body)).toByteArray();
    }

    @GET
    @Produces(Shop.TEXT)
    public String list(@RestQuery long page) {
        return Long.toString(page + 31);
    }

    @GET
    @Path("/{order}")
    @Produces(Shop.PROTOBUF)
    public byte[] find(long order) {
        return Shop.receipt(32, order).toByteArray();
    }

    @PUT
    @Path("/{order}")
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public byte[] replace(long order, byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(33, order, NewOrder.parseFrom(body)).toByteArray();
    }

    @DELETE
    @Path("/{order}")
    public void cancel(long order) {}

    @GET
    @Path("/{order}/status")
    @Produces(Shop.TEXT)
    public String status(long order) {
        return Long.toString(order + 35);
    }

    @POST
    @Path("/{order}/shipments/{shipment}")
    @Produces(Shop.PROTOBUF)
    public byte[] ship(long order, long shipment) {
        return Shop.receipt(36, order + shipment).toByteArray();
    }
}
