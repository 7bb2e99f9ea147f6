package dev.interlock.peers.quarkus;

import dev.interlock.peers.common.Shop;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Handlers for pages without parameters. */
@Path("/")
public class SiteResource {
    @GET
    @Path("/plaintext")
    @Produces(Shop.TEXT)
    public String plaintext() {
        return "Hello, World!";
    }

    @GET
    @Path("/health")
    @Produces(Shop.TEXT)
    public String health() {
        return "UP";
    }

    @GET
    @Path("/version")
    @Produces(Shop.TEXT)
    public String version() {
        return "1";
    }
}
