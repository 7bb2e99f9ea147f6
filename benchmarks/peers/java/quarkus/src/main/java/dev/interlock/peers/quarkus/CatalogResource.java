package dev.interlock.peers.quarkus;

import dev.interlock.peers.common.Shop;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestQuery;

/** Handlers for products. */
@Path("/v1/catalog")
public class CatalogResource {
    @GET
    @Path("/categories")
    @Produces(Shop.TEXT)
    public String categories() {
        return "books music";
    }

    @GET
    @Path("/categories/{category}")
    @Produces(Shop.TEXT)
    public String category(long category, @RestQuery long page) {
        return Long.toString(category + page + 16);
    }

    @GET
    @Path("/products")
    @Produces(Shop.TEXT)
    public String list(@RestQuery long page) {
        return Long.toString(page + 17);
    }

    @GET
    @Path("/products/{product}")
    @Produces(Shop.PROTOBUF)
    public byte[] find(long product) {
        return Shop.receipt(18, product).toByteArray();
    }

    @GET
    @Path("/products/{product}/price")
    @Produces(Shop.TEXT)
    public String price(long product, @RestQuery long quantity) {
        return Long.toString(product + quantity + 19);
    }

    @GET
    @Path("/products/{product}/stock")
    @Produces(Shop.TEXT)
    public String stock(long product) {
        return Long.toString(product + 20);
    }

    @PUT
    @Path("/products/{product}/stock")
    public void restock(long product, @RestQuery long units) {}

    @GET
    @Path("/products/{product}/reviews")
    @Produces(Shop.TEXT)
    public String reviews(long product, @RestQuery long page) {
        return Long.toString(product + page + 22);
    }

    @GET
    @Path("/products/{product}/reviews/{review}")
    @Produces(Shop.PROTOBUF)
    public byte[] review(long product, long review) {
        return Shop.receipt(23, product + review).toByteArray();
    }
}
