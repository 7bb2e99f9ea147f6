package dev.interlock.example.shop.catalog;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class CatalogControllerTest {
    private static final ByteString JPEG = ByteString.fromHex("FFD8FFD9");

    private final RunningShop shop;

    CatalogControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void everyoneMayBrowse() {
        assertThat(skus("/v1/catalog/products"))
                .containsExactly("BOK-0001", "BOK-0002", "GAM-0001", "GDN-0001", "KIT-0001")
                .inOrder();
        assertThat(skus("/v1/catalog/products?category=BOOKS&sort=NAME"))
                .containsExactly("BOK-0001", "BOK-0002")
                .inOrder();
        assertThat(skus("/v1/catalog/products?sort=PRICE&limit=2&offset=1"))
                .containsExactly("GDN-0001", "BOK-0001")
                .inOrder();
    }

    @Test
    void categoryIsPathSegment() {
        assertThat(skus("/v1/catalog/categories/KITCHEN/products")).containsExactly("KIT-0001");
        TestResponse response = shop.get("/v1/catalog/categories/SHOES/products");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("\"parameter\":\"category\"");
    }

    @Test
    void categoriesCountProducts() {
        ShopProto.CategoryList list = shop.get("/v1/catalog/categories").message(ShopProto.CategoryList.parser());

        assertThat(list.getCategoriesCount()).isEqualTo(4);
        assertThat(list.getCategories(0).getCategory()).isEqualTo(ShopProto.Category.BOOKS);
        assertThat(list.getCategories(0).getProducts()).isEqualTo(2);
    }

    @Test
    void searchCombinesConditions() {
        assertThat(skus("/v1/catalog/search?q=LEVER")).containsExactly("BOK-0002");
        assertThat(skus("/v1/catalog/search?tag=railway&maxPrice=4000")).containsExactly("BOK-0001", "BOK-0002");
        assertThat(skus("/v1/catalog/search?tag=railway&tag=family")).containsExactly("GAM-0001");
        assertThat(skus("/v1/catalog/search?tag=steel&tag=steel&minPrice=890&maxPrice=890"))
                .containsExactly("KIT-0001");
        assertThat(skus("/v1/catalog/search?q=nothing+like+this")).isEmpty();
        assertThat(shop.get("/v1/catalog/search?q=" + "x".repeat(101)).status()).isEqualTo(400);
    }

    @Test
    void idAndSkuShareSegment() {
        ShopProto.Product byId = shop.get("/v1/catalog/products/1").message(ShopProto.Product.parser());
        ShopProto.Product bySku = shop.get("/v1/catalog/products/BOK-0001").message(ShopProto.Product.parser());

        assertThat(bySku).isEqualTo(byId);
        assertThat(byId.getPrice()).isEqualTo(2_490);
        assertThat(byId.getTagsList()).containsExactly("railway", "history");
        assertThat(shop.get("/v1/catalog/products/99").status()).isEqualTo(404);
        assertThat(shop.get("/v1/catalog/products/ZZZ-9999").status()).isEqualTo(404);
        assertThat(shop.get("/v1/catalog/products/bok-0001").status()).isEqualTo(400);
    }

    @Test
    void priceAndStockAreText() {
        assertThat(shop.get("/v1/catalog/products/1/price").text()).isEqualTo("2490");
        assertThat(shop.get("/v1/catalog/products/1/price?quantity=3").text()).isEqualTo("7470");
        assertThat(shop.get("/v1/catalog/products/1/price?quantity=0").status()).isEqualTo(400);
        assertThat(shop.get("/v1/catalog/products/1/stock").text()).isEqualTo("120");
        assertThat(shop.get("/v1/catalog/products/99/stock").status()).isEqualTo(404);
    }

    @Test
    void onlyAdministratorsChange() {
        String token = shop.customer();
        ShopProto.NewProduct product = product("KIT-0002", 100);

        shop.expect(401, Call.of("POST", "/v1/catalog/products").message(product));
        shop.expect(403, Call.of("POST", "/v1/catalog/products").as(token).message(product));
        shop.expect(403, Call.of("PUT", "/v1/catalog/products/1").as(token).message(product));
        shop.expect(403, Call.of("DELETE", "/v1/catalog/products/1").as(token));
        shop.expect(403, Call.of("PUT", "/v1/catalog/products/1/stock?units=1").as(token));
        shop.expect(403, Call.of("PUT", "/v1/catalog/images/a.jpg").as(token).body("image/jpeg", JPEG));
    }

    @Test
    void productCanBeAddedChangedAndRemoved() {
        String token = shop.admin();
        ShopProto.Product added = shop.expect(
                        201, Call.of("POST", "/v1/catalog/products").as(token).message(product("KIT-0002", 100)))
                .message(ShopProto.Product.parser());
        String target = "/v1/catalog/products/" + added.getId();

        shop.expect(200, Call.of("PUT", target).as(token).message(product("KIT-0003", 200)));
        assertThat(shop.get("/v1/catalog/products/KIT-0002").status()).isEqualTo(404);
        assertThat(shop.get(target + "/price").text()).isEqualTo("200");

        shop.expect(204, Call.of("DELETE", target).as(token));
        shop.expect(404, Call.of("DELETE", target).as(token));
        assertThat(shop.get("/v1/catalog/products/KIT-0003").status()).isEqualTo(404);
    }

    @Test
    void rejectsBadProducts() {
        Call add = Call.of("POST", "/v1/catalog/products").as(shop.admin());

        assertThat(shop.expect(422, add.message(product("kit", 100))).text()).contains("sku");
        assertThat(shop.expect(422, add.message(product("KIT-0002", 0))).text()).contains("price");
        assertThat(shop.expect(
                                422,
                                add.message(product("KIT-0002", 1).toBuilder()
                                        .clearCategory()
                                        .build()))
                        .text())
                .contains("category");
        assertThat(shop.expect(
                                422,
                                add.message(product("KIT-0002", 1).toBuilder()
                                        .setStock(-1)
                                        .build()))
                        .text())
                .contains("stock");
        assertThat(shop.expect(
                                422,
                                add.message(product("KIT-0002", 1).toBuilder()
                                        .addTags("")
                                        .build()))
                        .text())
                .contains("tag");
        assertThat(shop.expect(409, add.message(product("KIT-0001", 1))).text()).contains("taken");
    }

    @Test
    void restockSetsUnits() {
        String token = shop.admin();

        assertThat(shop.expect(
                                200,
                                Call.of("PUT", "/v1/catalog/products/1/stock?units=7")
                                        .as(token))
                        .text())
                .isEqualTo("7");
        assertThat(shop.get("/v1/catalog/products/1/stock").text()).isEqualTo("7");
        shop.expect(400, Call.of("PUT", "/v1/catalog/products/1/stock").as(token));
        shop.expect(400, Call.of("PUT", "/v1/catalog/products/1/stock?units=-1").as(token));
        shop.expect(404, Call.of("PUT", "/v1/catalog/products/99/stock?units=1").as(token));
    }

    @Test
    void storesImages() {
        String token = shop.admin();
        TestResponse sample = shop.get("/v1/catalog/images/BOK-0001.jpg");
        assertThat(sample.header("content-type")).isEqualTo("image/jpeg");
        assertThat(Jpeg.isJpeg(sample.bytes())).isTrue();

        shop.expect(204, Call.of("PUT", "/v1/catalog/images/a.b.jpg").as(token).body("image/jpeg", JPEG));

        assertThat(shop.get("/v1/catalog/images/a.b.jpg").bytes()).isEqualTo(JPEG.toByteArray());
        assertThat(shop.get("/v1/catalog/images/none.jpg").status()).isEqualTo(404);
        assertThat(shop.get("/v1/catalog/images/a.png").status()).isEqualTo(404);
    }

    @Test
    void rejectsBadImages() {
        Call put = Call.of("PUT", "/v1/catalog/images/a.jpg").as(shop.admin());

        shop.expect(422, put.body("image/jpeg", ByteString.copyFromUtf8("GIF8")));
        shop.expect(413, put.body("image/jpeg", ByteString.copyFrom(new byte[64 * 1024 + 1])));
        shop.expect(
                400,
                Call.of("PUT", "/v1/catalog/images/" + "n".repeat(101) + ".jpg")
                        .as(shop.admin())
                        .body("image/jpeg", JPEG));
    }

    @Test
    void rejectsImagesEarly() {
        Call put = Call.of("PUT", "/v1/catalog/images/a.jpg");
        String customer = shop.customer();
        ByteString large = ByteString.copyFrom(new byte[64 * 1024]);

        shop.expect(401, put.body("image/jpeg", large));
        shop.expect(403, put.as(customer).body("image/jpeg", large));
        shop.expect(422, put.as(shop.admin()).body("image/jpeg", large));

        assertThat(shop.get("/v1/catalog/images/a.jpg").status()).isEqualTo(404);
    }

    @Test
    void storesImagesOfAnySizeUnchanged() {
        ByteString image = JPEG.concat(ByteString.copyFrom(new byte[64 * 1024 - JPEG.size()]));

        shop.expect(
                204, Call.of("PUT", "/v1/catalog/images/a.jpg").as(shop.admin()).body("image/jpeg", image));

        assertThat(shop.get("/v1/catalog/images/a.jpg").bytes()).isEqualTo(image.toByteArray());
    }

    private List<String> skus(String target) {
        return shop
                .expect(200, Call.of("GET", target))
                .message(ShopProto.ProductList.parser())
                .getProductsList()
                .stream()
                .map(ShopProto.Product::getSku)
                .toList();
    }

    private static ShopProto.NewProduct product(String sku, long price) {
        return ShopProto.NewProduct.newBuilder()
                .setSku(sku)
                .setName("Teapot")
                .setCategory(ShopProto.Category.KITCHEN)
                .setPrice(price)
                .setStock(5)
                .build();
    }
}
