package dev.interlock.peers.quarkus;

import dev.interlock.peers.common.Shop;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestQuery;

/** Handlers for users, and for their orders and addresses. */
@Path("/v1/users")
public class UserResource {
    @GET
    @Produces(Shop.TEXT)
    public String list(@RestQuery long page) {
        return Long.toString(page + 7);
    }

    @POST
    @Path("/{user}/activation")
    public void activate(long user) {}

    @GET
    @Path("/{user}")
    @Produces(Shop.PROTOBUF)
    public byte[] find(long user) {
        return Shop.receipt(9, user).toByteArray();
    }

    @DELETE
    @Path("/{user}")
    public void remove(long user) {}

    @GET
    @Path("/{user}/orders")
    @Produces(Shop.TEXT)
    public String orders(long user, @RestQuery long page) {
        return Long.toString(user + page + 11);
    }

    @GET
    @Path("/{user}/orders/{order}")
    @Produces(Shop.TEXT)
    public String order(long user, long order, @RestQuery long version) {
        return Long.toString(user + order + version + 12);
    }

    @GET
    @Path("/{user}/addresses")
    @Produces(Shop.TEXT)
    public String addresses(long user) {
        return Long.toString(user + 13);
    }

    @PUT
    @Path("/{user}/addresses/{address}")
    public void saveAddress(long user, long address) {}
}
