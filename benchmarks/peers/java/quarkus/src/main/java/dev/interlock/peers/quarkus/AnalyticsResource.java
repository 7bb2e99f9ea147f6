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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Handlers for sales figures. */
@Path("/v1/analytics")
public class AnalyticsResource {
    @POST
    @Path("/baskets")
    @Produces(Shop.PROTOBUF)
    @Consumes(Shop.PROTOBUF)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public byte[] addBasket(byte[] body) throws InvalidProtocolBufferException {
        return Shop.receipt(40, 0, NewOrder.parseFrom(body)).toByteArray();
    }

    @GET
    @Path("/sales/{year}/{month}")
    @Produces(Shop.TEXT)
    public String sales(long year, long month) {
        return Long.toString(year + month + 41);
    }

    @GET
    @Path("/products/{product}/sales")
    @Produces(Shop.TEXT)
    public String productSales(long product, @RestQuery long days) {
        return Long.toString(product + days + 42);
    }
}
