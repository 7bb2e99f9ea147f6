package dev.interlock.example.shop.catalog;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxBody;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Products, their stock and their images. Everyone may look; administrators change. */
@Controller("/v1/catalog")
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
    public ShopProto.ProductList list(
            @Query Optional<Category> category, @Query @Default("ID") ProductOrder sort, @Params Paging paging) {
        return ProductMessages.of(products.list(ProductQuery.in(category), sort, paging.offset(), paging.limit()));
    }

    @Post("/products")
    @Status(201)
    public ShopProto.Product add(@Body ShopProto.NewProduct message, @Attribute Caller caller) {
        caller.requireAdmin();
        return ProductMessages.of(products.add(id -> ProductMessages.product(id, message)));
    }

    @Get("/products/{id}")
    public ShopProto.Product find(long id) {
        return ProductMessages.of(require(id));
    }

    @Get("/products/{sku:[A-Z]{3}-[0-9]{4}}")
    public Optional<ShopProto.Product> findBySku(Sku sku) {
        return products.find(sku).map(ProductMessages::of);
    }

    @Put("/products/{id}")
    public ShopProto.Product replace(long id, @Body ShopProto.NewProduct message, @Attribute Caller caller) {
        caller.requireAdmin();
        return ProductMessages.of(products.update(id, product -> ProductMessages.product(id, message)));
    }

    @Delete("/products/{id}")
    public void remove(long id, @Attribute Caller caller) {
        caller.requireAdmin();
        if (!products.remove(id)) {
            throw Refusal.notFound("product", id);
        }
    }

    /** What some units cost, in minor units. */
    @Get("/products/{id}/price")
    public long price(long id, @Query @Default("1") int quantity) {
        if (quantity < 1 || quantity > Stock.MAX_UNITS) {
            throw Refusal.badParameter("quantity", "1 to " + Stock.MAX_UNITS);
        }
        return require(id).price() * quantity;
    }

    @Get("/products/{id}/stock")
    public int stock(long id) {
        return require(id).stock().units();
    }

    @Put("/products/{id}/stock")
    public int restock(long id, @Query int units, @Attribute Caller caller) {
        caller.requireAdmin();
        if (units < 0 || units > Stock.MAX_UNITS) {
            throw Refusal.badParameter("units", "0 to " + Stock.MAX_UNITS);
        }
        products.restock(id, units);
        return units;
    }

    @Get("/categories")
    public ShopProto.CategoryList categories() {
        return ProductMessages.of(products.countByCategory());
    }

    @Get("/categories/{category}/products")
    public ShopProto.ProductList listCategory(Category category, @Params Paging paging) {
        return list(Optional.of(category), ProductOrder.ID, paging);
    }

    /** Looks into the text of every product there is. */
    @Get("/search")
    @Blocking
    public ShopProto.ProductList search(@Params ProductFilter filter, @Params Paging paging) {
        return ProductMessages.of(products.list(filter.query(), ProductOrder.NAME, paging.offset(), paging.limit()));
    }

    @Get("/images/{name}.jpg")
    public Optional<byte[]> image(String name, Response response) {
        response.header("content-type", "image/jpeg");
        return images.find(name);
    }

    /** Takes the image as it arrives: what is refused is refused before it has. */
    @Put("/images/{name}.jpg")
    @Blocking
    @MaxBody(MAX_IMAGE_BYTES)
    public void putImage(String name, @Body InputStream jpeg, @Attribute Caller caller) throws IOException {
        caller.requireAdmin();
        if (name.length() > MAX_IMAGE_NAME) {
            throw Refusal.badParameter("name", "at most " + MAX_IMAGE_NAME + " characters");
        }
        images.put(name, Jpeg.read(jpeg));
    }

    private Product require(long id) {
        return products.find(id).orElseThrow(() -> Refusal.notFound("product", id));
    }
}
