package dev.interlock.example.shop.users;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class UserControllerTest {
    private final RunningShop shop;

    UserControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void signUpCreatesCustomer() {
        ShopProto.User user = shop.expect(201, signUp("Bob@example.com", "Bob", "long enough"))
                .message(ShopProto.User.parser());

        assertThat(user.getId()).isEqualTo(3);
        assertThat(user.getEmail()).isEqualTo("bob@example.com");
        assertThat(user.getRole()).isEqualTo("CUSTOMER");
        assertThat(user.getCreatedAt()).isEqualTo(shop.clock().millis());
    }

    @Test
    void signUpRejectsBadContent() {
        assertThat(shop.expect(422, signUp("bob", "Bob", "long enough")).text()).contains("email");
        assertThat(shop.expect(422, signUp("bob@example.com", " ", "long enough"))
                        .text())
                .contains("name");
        assertThat(shop.expect(422, signUp("bob@example.com", "Bob", "short")).text())
                .contains("password");
    }

    @Test
    void signUpNamesEveryMistake() {
        ShopProto.NewUser user = ShopProto.NewUser.newBuilder()
                .setEmail("bob@example..com")
                .setName("n".repeat(101))
                .setPassword("long enough")
                .build();

        shop.client()
                .post("/v1/users")
                .message(user)
                .send()
                .assertThat()
                .isProblem(422)
                .with("/errors/0/pointer", "/email")
                .with("/errors/1/pointer", "/name");
    }

    @Test
    void countryIsTwoCapitalLetters() {
        ShopProto.NewAddress address = ShopProto.NewAddress.newBuilder()
                .setStreet("Main Street 1")
                .setCity("Berlin")
                .setPostalCode("10115")
                .setCountry("de")
                .build();

        shop.client()
                .post("/v1/users/1/addresses")
                .header("authorization", "Bearer " + shop.customer())
                .message(address)
                .send()
                .assertThat()
                .isProblem(422)
                .with("/errors/0/pointer", "/country")
                .with("/errors/0/detail", "must be two capital letters, such as DE");
    }

    @Test
    void emailIsUniqueInAnyCase() {
        assertThat(shop.expect(409, signUp("ADA@example.com", "Eve", "long enough"))
                        .text())
                .contains("taken");
    }

    @Test
    void signUpNeedsBody() {
        Call call = Call.of("POST", "/v1/users");

        shop.expect(415, call.body("text/plain", ByteString.fromHex("01")));
        shop.expect(400, call.body("application/x-protobuf", ByteString.fromHex("FF")));
    }

    @Test
    void customerSeesOnlyItself() {
        String token = shop.customer();

        assertThat(name(shop.expect(200, Call.of("GET", "/v1/users/1").as(token))))
                .isEqualTo("Ada");
        assertThat(name(shop.expect(200, Call.of("GET", "/v1/users/me").as(token))))
                .isEqualTo("Ada");
        shop.expect(404, Call.of("GET", "/v1/users/2").as(token));
        shop.expect(403, Call.of("GET", "/v1/users").as(token));
    }

    @Test
    void administratorSeesEveryone() {
        String token = shop.admin();

        assertThat(name(shop.expect(200, Call.of("GET", "/v1/users/1").as(token))))
                .isEqualTo("Ada");
        shop.expect(404, Call.of("GET", "/v1/users/99").as(token));
    }

    @Test
    void listFiltersByRoleAndPages() {
        String token = shop.admin();
        shop.newCustomer();

        ShopProto.UserList customers = list("/v1/users?role=CUSTOMER&limit=1&offset=1", token);
        ShopProto.UserList all = list("/v1/users?role=CUSTOMER&role=ADMIN", token);
        ShopProto.UserList beyond = list("/v1/users?offset=2147483647", token);

        assertThat(customers.getTotal()).isEqualTo(2);
        assertThat(customers.getUsersList()).hasSize(1);
        assertThat(customers.getUsers(0).getId()).isEqualTo(3);
        assertThat(all.getTotal()).isEqualTo(3);
        assertThat(beyond.getUsersList()).isEmpty();
        assertThat(beyond.getTotal()).isEqualTo(3);
    }

    @Test
    void rejectsPagingOutOfRange() {
        String token = shop.admin();

        for (String query : new String[] {"limit=0", "limit=101", "limit=-1"}) {
            assertThat(shop.expect(400, Call.of("GET", "/v1/users?" + query).as(token))
                            .text())
                    .contains("\"parameter\":\"limit\"");
        }
        assertThat(shop.expect(400, Call.of("GET", "/v1/users?offset=-1").as(token))
                        .text())
                .contains("\"parameter\":\"offset\"");
    }

    @Test
    void patchChangesPresentFields() {
        String token = shop.customer();
        Call patch = Call.of("PATCH", "/v1/users/1").as(token);

        shop.expect(
                200,
                patch.message(
                        ShopProto.UserPatch.newBuilder().setName("Countess").build()));
        TestResponse response = shop.expect(
                200,
                patch.message(ShopProto.UserPatch.newBuilder()
                        .setEmail("ada@new.example")
                        .build()));

        assertThat(name(response)).isEqualTo("Countess");
        assertThat(shop.login("ada@new.example", "correct horse")).isNotEmpty();
        shop.expect(201, signUp("ada@example.com", "Other", "long enough"));
        shop.expect(
                409,
                patch.message(ShopProto.UserPatch.newBuilder()
                        .setEmail("ada@example.com")
                        .build()));
    }

    @Test
    void closingAccountEndsSessions() {
        String token = shop.customer();

        shop.expect(204, Call.of("DELETE", "/v1/users/1").as(token));

        shop.expect(401, Call.of("GET", "/v1/users/me").as(token));
        shop.expect(404, Call.of("DELETE", "/v1/users/1").as(shop.admin()));
        shop.expect(201, signUp("ada@example.com", "Ada", "long enough"));
    }

    @Test
    void addsAndRemovesAddresses() {
        String token = shop.customer();
        ShopProto.Address added = shop.expect(201, addAddress("DE", token)).message(ShopProto.Address.parser());

        ShopProto.AddressList before = addresses(token);
        shop.expect(
                204, Call.of("DELETE", "/v1/users/1/addresses/" + added.getId()).as(token));

        assertThat(before.getAddressesList()).containsExactly(added);
        assertThat(addresses(token).getAddressesList()).isEmpty();
        shop.expect(
                404, Call.of("DELETE", "/v1/users/1/addresses/" + added.getId()).as(token));
    }

    @Test
    void checksAndLimitsAddresses() {
        String token = shop.customer();
        shop.expect(422, addAddress("Germany", token));
        for (int i = 0; i < 20; i++) {
            shop.expect(201, addAddress("DE", token));
        }

        assertThat(shop.expect(409, addAddress("DE", token)).text()).contains("at most 20");
    }

    private static Call signUp(String email, String name, String password) {
        return Call.of("POST", "/v1/users")
                .message(ShopProto.NewUser.newBuilder()
                        .setEmail(email)
                        .setName(name)
                        .setPassword(password)
                        .build());
    }

    private static Call addAddress(String country, String token) {
        return Call.of("POST", "/v1/users/1/addresses")
                .as(token)
                .message(ShopProto.NewAddress.newBuilder()
                        .setStreet("Main Street 1")
                        .setCity("Berlin")
                        .setPostalCode("10115")
                        .setCountry(country)
                        .build());
    }

    private ShopProto.AddressList addresses(String token) {
        return shop.expect(200, Call.of("GET", "/v1/users/1/addresses").as(token))
                .message(ShopProto.AddressList.parser());
    }

    private ShopProto.UserList list(String target, String token) {
        return shop.expect(200, Call.of("GET", target).as(token)).message(ShopProto.UserList.parser());
    }

    private static String name(TestResponse response) {
        return response.message(ShopProto.User.parser()).getName();
    }
}
