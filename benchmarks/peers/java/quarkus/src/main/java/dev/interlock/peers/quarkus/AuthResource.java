package dev.interlock.peers.quarkus;

import dev.interlock.peers.common.Shop;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Handlers for sessions. */
@Path("/v1/auth")
public class AuthResource {
    @POST
    @Path("/logins/{user}")
    @Produces(Shop.PROTOBUF)
    public byte[] logIn(long user) {
        return Shop.receipt(4, user).toByteArray();
    }

    @GET
    @Path("/sessions/{session}")
    @Produces(Shop.TEXT)
    public String session(long session) {
        return Long.toString(session + 5);
    }

    @DELETE
    @Path("/sessions/{session}")
    public void logOut(long session) {}
}
