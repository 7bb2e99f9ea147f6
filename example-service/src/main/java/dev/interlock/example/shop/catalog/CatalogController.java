package dev.interlock.example.shop.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.ETag;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxBody;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Part;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.web.CacheFor;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.example.shop.web.RoleNames;
import dev.interlock.http.BodyPart;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.Optional;

/**
 * Handlers for products, their stock and their images, as protobuf or JSON. Everyone may read. Only administrators may
 * change. Reading products never waits, so these handlers run on the event loop. Changes and images wait for a
 * database.
 */
@Controller("/v1/catalog")
@Anyone
public final class CatalogController {
    private static final int MAX_IMAGE_BYTES = 64 * 1024;
    private static final int MAX_IMAGE_NAME = 100;

    private final ProductStore products;
    private final ImageStore images;

    public CatalogController(ProductStore products, ImageStore images) {
        this.products = products;
        this.images = images;
    }

    @Get("/products")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.ProductList list(
            @Query Optional<Category> category, @Query @Default("ID") ProductOrder sort, @Params Paging paging) {
        return ProductMessages.of(products.list(ProductQuery.in(category), sort, paging.offset(), paging.limit()));
    }

    @Post("/products")
    @Status(201)
    @Consumes({MediaTypes.PROTOBUF, MediaTypes.JSON})
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    @Blocking
    @Roles(RoleNames.ADMIN)
    public ShopProto.Product add(@Body ShopProto.NewProduct message, Response response) {
        Product product = products.add(id -> ProductMessages.product(id, message));
        response.header(HttpHeader.LOCATION, "/v1/catalog/products/" + product.id());
        return ProductMessages.of(product);
    }

    @Get("/products/{id}")
    @ETag
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Product find(long id) {
        return ProductMessages.of(products.get(id));
    }

    @Get("/products/{sku:[A-Z]{3}-[0-9]{4}}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public Optional<ShopProto.Product> findBySku(Sku sku) {
        return products.find(sku).map(ProductMessages::of);
    }

    @Put("/products/{id}")
    @Consumes({MediaTypes.PROTOBUF, MediaTypes.JSON})
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    @Blocking
    @Roles(RoleNames.ADMIN)
    public ShopProto.Product replace(long id, @Body ShopProto.NewProduct message) {
        return ProductMessages.of(products.update(id, product -> ProductMessages.product(id, message)));
    }

    @Delete("/products/{id}")
    @Blocking
    @Roles(RoleNames.ADMIN)
    public void remove(long id) {
        if (!products.remove(id)) {
            throw Refusal.notFound("product", id);
        }
    }

    /** Returns the price of the given number of units, in minor units. */
    @Get("/products/{id}/price")
    public long price(long id, @Query @Default("1") @Min(1) @Max(Stock.MAX_UNITS) int quantity) {
        return products.get(id).price() * quantity;
    }

    /** Returns the price as a message. Text comes first: it is shorter, and its route allocates nothing. */
    @Get("/products/{id}/price")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Amount priceMessage(long id, @Query @Default("1") @Min(1) @Max(Stock.MAX_UNITS) int quantity) {
        return ShopProto.Amount.newBuilder().setValue(price(id, quantity)).build();
    }

    @Get("/products/{id}/stock")
    public int stock(long id) {
        return products.get(id).stock().units();
    }

    /** Returns the stock as a message. */
    @Get("/products/{id}/stock")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.StockLevel stockMessage(long id) {
        return ProductMessages.stock(stock(id));
    }

    @Put("/products/{id}/stock")
    @Blocking
    @Roles(RoleNames.ADMIN)
    public int restock(long id, @Query @Min(0) @Max(Stock.MAX_UNITS) int units) {
        products.restock(id, units);
        return units;
    }

    /** Sets the stock, and returns it as a message. */
    @Put("/products/{id}/stock")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    @Blocking
    @Roles(RoleNames.ADMIN)
    public ShopProto.StockLevel restockMessage(long id, @Query @Min(0) @Max(Stock.MAX_UNITS) int units) {
        return ProductMessages.stock(restock(id, units));
    }

    @Get("/categories")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.CategoryList categories() {
        return ProductMessages.of(products.countByCategory());
    }

    @Get("/categories/{category}/products")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.ProductList listCategory(Category category, @Params Paging paging) {
        return list(Optional.of(category), ProductOrder.ID, paging);
    }

    /** Blocking, because the search reads the text of every product. */
    @Get("/search")
    @Blocking
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.ProductList search(@Params ProductFilter filter, @Params Paging paging) {
        return ProductMessages.of(products.list(filter.query(), ProductOrder.NAME, paging.offset(), paging.limit()));
    }

    @Get("/images/{name}.jpg")
    @Blocking
    @CacheFor(60)
    public Optional<byte[]> image(String name, Response response) {
        response.header(HttpHeader.CONTENT_TYPE, "image/jpeg");
        return images.find(name);
    }

    /** Reads the image while it arrives. Thus a bad image is rejected early. */
    @Put("/images/{name}.jpg")
    @Blocking
    @MaxBody(MAX_IMAGE_BYTES)
    @Roles(RoleNames.ADMIN)
    public void putImage(@Size(max = MAX_IMAGE_NAME) String name, @Body InputStream jpeg) throws IOException {
        images.put(name, Jpeg.read(jpeg));
    }

    /** Stores an image from an HTML form. The field location has the path of the image. */
    @Post("/images")
    @Blocking
    @Status(201)
    @MaxBody(MAX_IMAGE_BYTES)
    @Roles(RoleNames.ADMIN)
    public void uploadImage(
            @Part @NotBlank @Size(max = MAX_IMAGE_NAME) String name, @Part BodyPart image, Response response)
            throws IOException {
        try (InputStream jpeg = image.inputStream()) {
            images.put(name, Jpeg.read(jpeg));
        }
        String encoded = URLEncoder.encode(name, UTF_8).replace("+", "%20");
        response.header(HttpHeader.LOCATION, "/v1/catalog/images/" + encoded + ".jpg");
    }
}
