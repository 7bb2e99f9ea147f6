package dev.interlock.peers.quarkus;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.messages.NewOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Handlers for payments of orders. */
@Path("/v1/payments")
public class PaymentResource {
    @POST
    @Path("/{payment}")
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public byte[] pay(long payment, byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(37, payment, NewOrder.parseFrom(body)).toByteArray();
    }

    @GET
    @Path("/{payment}")
    @Produces(Shop.PROTOBUF)
    public byte[] find(long payment) {
        return Shop.receipt(38, payment).toByteArray();
    }

    @POST
    @Path("/{payment}/refunds")
    @Produces(Shop.PROTOBUF)
    public byte[] refund(long payment) {
        return Shop.receipt(39, payment).toByteArray();
    }
}
