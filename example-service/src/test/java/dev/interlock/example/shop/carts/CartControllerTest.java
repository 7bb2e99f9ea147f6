package dev.interlock.example.shop.carts;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class CartControllerTest {
    private final RunningShop shop;
    private String token = "";

    CartControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @BeforeEach
    void logIn() {
        token = shop.customer();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void setsAndRemovesItems() {
        String cart = open();

        call(200, "PUT", cart + "/items/1?quantity=2");
        call(200, "PUT", cart + "/items/5");
        call(200, "PUT", cart + "/items/1?quantity=3");
        ShopProto.Cart filled = cart(call(200, "GET", cart));
        ShopProto.Cart left = cart(call(200, "DELETE", cart + "/items/5"));

        assertThat(filled.getLinesList())
                .containsExactly(line(1, 3), line(5, 1))
                .inOrder();
        assertThat(filled.getTotal()).isEqualTo(3 * 2_490 + 890);
        assertThat(left.getLinesList()).containsExactly(line(1, 3));
        assertThat(call(200, "GET", cart + "/total").text()).isEqualTo("7470");
    }

    @Test
    void rejectsBadItems() {
        String cart = open();

        assertThat(call(400, "PUT", cart + "/items/1?quantity=0").text()).contains("\"parameter\":\"quantity\"");
        assertThat(call(400, "PUT", cart + "/items/1?quantity=1001").text()).contains("at most 1000");
        call(404, "PUT", cart + "/items/99");
        call(400, "PUT", cart + "/items/mug");
    }

    @Test
    void unknownAndForeignCartsDoNotExist() {
        String cart = open();
        token = shop.newCustomer();

        call(404, "GET", cart);
        call(404, "GET", cart + "/total");
        call(404, "PUT", cart + "/items/1");
        call(404, "DELETE", cart);
        call(404, "POST", cart + ":checkout");
        call(404, "GET", "/v1/carts/" + UUID.randomUUID());
        assertThat(call(400, "GET", "/v1/carts/1").text()).contains("\"parameter\":\"id\"");
    }

    @Test
    void discardedCartIsGone() {
        String cart = open();

        call(204, "DELETE", cart);

        call(404, "GET", cart);
        call(404, "DELETE", cart);
    }

    @Test
    void checkOutTurnsCartIntoOrder() {
        String cart = open();
        call(200, "PUT", cart + "/items/1?quantity=2");

        ShopProto.Order order =
                call(201, "POST", cart + ":checkout?note=Ring+twice").message(ShopProto.Order.parser());

        assertThat(order.getTotal()).isEqualTo(4_980);
        assertThat(order.getNote()).isEqualTo("Ring twice");
        assertThat(shop.get("/v1/catalog/products/1/stock").text()).isEqualTo("118");
        call(404, "GET", cart);
    }

    @Test
    void rejectedCheckOutKeepsCart() {
        String cart = open();
        call(422, "POST", cart + ":checkout");
        call(200, "PUT", cart + "/items/1?quantity=121");

        assertThat(call(409, "POST", cart + ":checkout").text()).contains("only 120");

        assertThat(cart(call(200, "GET", cart)).getLinesList()).containsExactly(line(1, 121));
        assertThat(shop.get("/v1/catalog/products/1/stock").text()).isEqualTo("120");
    }

    @Test
    void customerHasAtMostTenCarts() {
        String first = open();
        for (int i = 1; i < 10; i++) {
            open();
        }

        assertThat(call(429, "POST", "/v1/carts").text()).contains("limit of 10 carts");

        call(204, "DELETE", first);
        call(201, "POST", "/v1/carts");
    }

    private String open() {
        return "/v1/carts/" + cart(call(201, "POST", "/v1/carts")).getId();
    }

    private TestResponse call(int status, String method, String target) {
        return shop.expect(status, Call.of(method, target).as(token));
    }

    private static ShopProto.Cart cart(TestResponse response) {
        return response.message(ShopProto.Cart.parser());
    }

    private static ShopProto.Line line(long productId, int quantity) {
        return ShopProto.Line.newBuilder()
                .setProductId(productId)
                .setQuantity(quantity)
                .build();
    }
}
