package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests missing members of types that Jackson creates in special ways. The response must have a pointer to each missing
 * member.
 */
class MissingJacksonMembersTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import com.fasterxml.jackson.annotation.*;
            import dev.interlock.annotation.*;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.math.BigDecimal;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/")
            public final class Orders {
              @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
              @JsonSubTypes({
                @JsonSubTypes.Type(value = Card.class, name = "card"),
                @JsonSubTypes.Type(value = Gift.class, name = "gift"),
                @JsonSubTypes.Type(value = Codes.class, name = "codes")})
              interface Payment {}
              record Card(String number, Code code) implements Payment {}
              record Gift(Payment inner, String text) implements Payment {}
              record Codes(List<Code> list, String text) implements Payment {}
              record Code(int digits) {}
              record Paid(List<Payment> payments, Map<String, Code> codes) {}

              static final class Person {
                private int age;
                public void setAge(int age) { this.age = age; }
                public String name = "";
                @JsonUnwrapped public Code code;
              }

              static final class Made {
                @JsonCreator static Made of(@JsonProperty(value = "a", required = true) String a, @JsonProperty("b") int b) {
                  return new Made();
                }
              }

              record Renamed(@JsonProperty("the/name") @JsonAlias("n") String name, @JsonIgnore @Nullable String no) {}

              @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
              @JsonSubTypes(@JsonSubTypes.Type(value = Taxed.class, name = "taxed"))
              interface Product { @Positive BigDecimal getPrice(); }
              record Taxed(BigDecimal net, BigDecimal tax) implements Product {
                @Override public BigDecimal getPrice() { return net.add(tax); }
              }
              record Cart(List<@Valid Product> products, @Size(max = 1) String name) {}

              @Post("/cart") String cart(@Body Cart cart) { return "ok"; }
              @Post("/paid") String paid(@Body Paid paid) { return "ok"; }
              @Post("/person") String person(@Body Person person) { return "ok"; }
              @Post("/made") String made(@Body Made made) { return "ok"; }
              @Post("/renamed") String renamed(@Body Renamed renamed) { return "ok"; }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        Compilation compilation =
                Compilation.with(new RouterProcessor()).hide("io.avaje").compile(Source.of(API), Source.of(ORDERS));
        assertThat(compilation.complaints()).isEmpty();
        app = RunningApp.load(compilation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /paid    | {"payments":[{"number":"a","kind":"card"}],"codes":{}}    | /payments/0/code
            /paid    | {"payments":[{"kind":"card","code":{}}],"codes":{}}       | /payments/0/code/digits /payments/0/number
            /paid    | {"payments":[{"code":null,"kind":"card"},{"kind":"card"}]} | /payments/0/code /payments/0/number /payments/1/number /payments/1/code /codes
            /paid    | {"payments":[{"code":{},"kind":"card","number":"a"}],"codes":{}} | /payments/0/code/digits
            /paid    | {"payments":[{"list":[{"digits":1},{}],"kind":"codes"}],"codes":{}} | /payments/0/list/1/digits /payments/0/text
            /paid    | {"payments":[{"inner":{"code":{},"kind":"card"},"kind":"gift"}],"codes":{}} | /payments/0/inner/code/digits /payments/0/inner/number /payments/0/text
            /paid    | {"codes":{"a~b":{},"c":{"digits":null}},"payments":[]}    | /codes/a~0b/digits /codes/c/digits
            /person  | {"age":null,"digits":1}                                   | /age
            /person  | {"name":"a","age":1,"digits":null}                        | /digits
            /made    | {}                                                        | /a /b
            /cart    | {"products":[{"kind":"taxed","net":1}],"name":"ab"}       | /products/0/tax /name
            /cart    | {"products":[{"kind":"taxed","net":1,"tax":-2}],"name":""} | /products/0/price
            /renamed | {}                                                        | /the~1name
            /renamed | {"n":null}                                                | /the~1name
            """)
    void namesMissingMembers(String path, String body, String pointers) throws Exception {
        ReceivedResponse response = app.send("POST", path, body, "content-type: application/json");
        assertThat(response.status()).isEqualTo(422);
        String[] expected = pointers.split(" ", -1);
        assertThat(response.body().split("\"pointer\":", -1)).hasLength(expected.length + 1);
        int at = 0;
        for (String pointer : expected) {
            at = response.body().indexOf("{\"pointer\":\"" + pointer + "\",", at);
            assertWithMessage(response.body()).that(at).isAtLeast(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /paid    | {"payments":[{"number":"a","kind":"cash"}]} | 400
            /paid    | {"payments":[{"number":"a"}]}               | 400
            /paid    | {"payments":[{"number":[],"kind":"card"}]}  | 400
            /made    | {"a":"x","b":null}                          | 422
            /made    | {"a":"x","b":1}                             | 200
            /person  | {"digits":1}                                | 200
            /renamed | {"n":"a"}                                   | 200
            """)
    void reportsNothingElse(String path, String body, int status) throws Exception {
        assertThat(app.send("POST", path, body, "content-type: application/json")
                        .status())
                .isEqualTo(status);
    }
}
