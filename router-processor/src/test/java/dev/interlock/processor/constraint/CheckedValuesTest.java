package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests constraints on every kind of value, and the violation that each invalid value causes. */
class CheckedValuesTest {
    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(CheckedShop.API, CheckedShop.SHOP, CheckedShop.ORDERS);
    }

    private static void assertErrors(ReceivedResponse response, int status, String... errors) {
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(status);
    }

    private static String parameter(String in, String name, String detail) {
        return "{\"parameter\":\"%s\",\"in\":\"%s\",\"detail\":\"%s\"}".formatted(name, in, detail);
    }

    private static String at(String in, String name, String pointer, String detail) {
        return "{\"parameter\":\"%s\",\"in\":\"%s\",\"pointer\":\"%s\",\"detail\":\"%s\"}"
                .formatted(name, in, pointer, detail);
    }

    private static void assertOk(ReceivedResponse response) {
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void listsViolationsOfAllSources() throws Exception {
        assertOk(app.send("GET", "/sources/1?q=10", "", "X-H: ab", "Cookie: c=x"));
        assertErrors(
                app.send("GET", "/sources/0?q=11", "", "X-H: abc", "Cookie: c=7"),
                400,
                parameter("path", "id", "must be greater than 0"),
                parameter("query", "q", "must be at most 10"),
                parameter("header", "X-H", "must have at most 2 characters"),
                parameter("cookie", "c", "must match [a-z]+"));
    }

    @Test
    void reportsFormsAndPartsAsParameters() throws Exception {
        String form = "content-type: application/x-www-form-urlencoded";
        assertOk(app.send("POST", "/form", "f=1", form));
        assertErrors(app.send("POST", "/form", "f=0", form), 400, parameter("form", "f", "must be at least 1"));
        String part = "--b\r\ncontent-disposition: form-data; name=\"p\"\r\n\r\n%s\r\n--b--\r\n";
        String multipart = "content-type: multipart/form-data; boundary=b";
        assertOk(app.send("POST", "/part", part.formatted("x"), multipart));
        assertErrors(
                app.send("POST", "/part", part.formatted(" "), multipart),
                400,
                parameter("part", "p", "must not be blank"));
    }

    @Test
    void checksContentsOfContainers() throws Exception {
        assertOk(app.get("/containers?list=1&list=2&set=a&array=1&optional=1&number=9"));
        assertOk(app.get("/containers?array=1"));
        assertErrors(
                app.get("/containers?list=1&list=0&list=-1&list=1&set=%20&optional=0&number=10"),
                400,
                parameter("query", "list", "must have at most 3 elements"),
                at("query", "list", "/1", "must be greater than 0"),
                at("query", "list", "/2", "must be greater than 0"),
                at("query", "set", "/0", "must not be blank"),
                parameter("query", "array", "must not be empty"),
                parameter("query", "optional", "must be at least 1"),
                parameter("query", "number", "must be at most 9"));
    }

    @Test
    void countsSliceInBytesAndMatchesText() throws Exception {
        assertErrors(
                app.get("/slice?s=%C3%BC%C3%BC%C3%BC"),
                400,
                parameter("query", "s", "must have at most 4 bytes"),
                parameter("query", "s", "e"));
        assertErrors(app.get("/slice?s=A@b"), 400, parameter("query", "s", "must match [a-z\u00fc]*"));
    }

    @Test
    void checksComponentsThenRecord() throws Exception {
        assertThat(app.get("/range?from=1&to=2&by=name").status()).isEqualTo(200);
        assertErrors(
                app.get("/range?from=-1&to=101&by=names"),
                400,
                parameter("query", "from", "must be at least 0"),
                parameter("query", "to", "must be at most 100"),
                parameter("query", "by", "must have at most 4 characters"));
        assertErrors(
                app.get("/range?from=3&to=2&by=name"),
                400,
                "{\"parameters\":[\"from\",\"to\",\"by\"],\"detail\":\"must be in order\"}");
    }

    @Test
    void invalidBodyGets422UnlessParameterIsInvalid() throws Exception {
        assertOk(app.send("POST", "/text", "abc", "content-type: text/plain"));
        assertErrors(
                app.send("POST", "/text", "abcde", "content-type: text/plain"),
                422,
                "{\"pointer\":\"\",\"detail\":\"must have 2 to 4 characters\"}");
        assertErrors(
                app.send("POST", "/text?n=0", "a", "content-type: text/plain"),
                400,
                parameter("query", "n", "must be at least 1"),
                "{\"pointer\":\"\",\"detail\":\"must have 2 to 4 characters\"}");
    }

    @Test
    void checksAsynchronousAndBlockingHandlers() throws Exception {
        for (String path : new String[] {"/later", "/waiting"}) {
            assertOk(app.get(path + "?n=1"));
            assertErrors(app.get(path + "?n=2"), 400, parameter("query", "n", "must be at most 1"));
        }
    }

    @Test
    void checksNestedMembers() throws Exception {
        assertOk(app.get("/order?order=good"));
        assertErrors(
                app.get("/order?order=lines"),
                400,
                at("query", "order", "/lines/1", "must not be null"),
                at("query", "order", "/lines/2/quantity", "must be greater than 0"),
                at("query", "order", "/lines/2/sku", "must have at most 3 characters"),
                at("query", "order", "/more/0/quantity", "must be greater than 0"),
                at("query", "order", "/more/0/sku", "must have at most 3 characters"),
                at("query", "order", "/array/0/quantity", "must be greater than 0"),
                at("query", "order", "/array/0/sku", "must have at most 3 characters"),
                at("query", "order", "/counts/ ", "must not be blank"),
                at("query", "order", "/counts/ ", "must be at most 5"),
                at("query", "order", "/byName/a~1b/quantity", "must be greater than 0"),
                at("query", "order", "/byName/a~1b/sku", "must have at most 3 characters"),
                at("query", "order", "/gift/quantity", "must be greater than 0"),
                at("query", "order", "/gift/sku", "must have at most 3 characters"),
                at("query", "order", "/nested/1/1", "must not be blank"));
    }

    @Test
    void onlyNotNullRulesRejectNull() throws Exception {
        assertErrors(
                app.get("/order?order=nulls"),
                400,
                at("query", "order", "/customer", "must not be null"),
                at("query", "order", "/lines", "must not be empty"));
    }

    @Test
    void checksMembersOfSuperclassFirst() throws Exception {
        assertErrors(
                app.get("/order?order=customer"),
                400,
                at("query", "order", "/customer/name", "must not be null"),
                at("query", "order", "/customer/address/street", "must not be blank"),
                at("query", "order", "/customer/address/country", "must have exactly 2 characters"),
                at("query", "order", "/customer/age", "must be at least 0"),
                at("query", "order", "/customer/mail", "must be an email address such as name@example.org"),
                at("query", "order", "/customer/name", "must not be null"));
    }

    @Test
    void methodConstraintAppliesToWhole() throws Exception {
        assertErrors(app.get("/order?order=seven"), 400, parameter("query", "order", "must be complete"));
    }

    @Test
    void lists100ViolationsAtMost() throws Exception {
        ReceivedResponse response = app.get("/order?order=many");
        assertThat(response.body().split("\"pointer\"", -1)).hasLength(101);
        assertThat(response.body()).contains("More than 100 values are not acceptable; errors lists the first 100.");
        assertThat(response.body()).contains("/lines/49/sku");
    }

    @Test
    void limitsDepthOfRecursiveType() throws Exception {
        assertOk(app.get("/node?node=3"));
        assertErrors(app.get("/node?node=6"), 400, at("query", "node", "/all/0/next/all/0/value", "must be at most 9"));
        assertThat(app.get("/node?node=99").body()).doesNotContain("must not stand");
        ReceivedResponse deep = app.get("/node?node=100");
        assertThat(deep.status()).isEqualTo(400);
        assertThat(deep.body()).contains("must not be nested within 100 others of its kind");
        assertThat(app.get("/node?node=5000").status()).isEqualTo(400);
    }

    @Test
    void checksComposedConstraints() throws Exception {
        assertOk(app.get("/composed?code=abc&country=DE"));
        assertErrors(
                app.get("/composed?code=%20%20%20%20&country=de"),
                400,
                parameter("query", "code", "must not be blank"),
                parameter("query", "code", "must be short"),
                parameter("query", "country", "must be a country of two letters"));
        assertErrors(
                app.get("/composed?code=a&country=%20%20%20%20"),
                400,
                parameter("query", "country", "must be a country of two letters"));
    }

    @Test
    void usesMessageOfAnnotation() throws Exception {
        assertErrors(
                app.get("/messages?a=&b=z"),
                400,
                parameter("query", "a", "is 2 to 3, {not} $1 \\\\"),
                parameter("query", "b", "must match x"),
                parameter("query", "b", "x or y \\\"x|y\\\""));
        assertErrors(app.get("/messages?a=ab&b=y"), 400, parameter("query", "b", "must match x"));
    }

    @Test
    void reportsConversionBeforeConstraints() throws Exception {
        String target = "/containers?array=1&list=0&n=" + URLEncoder.encode("x", StandardCharsets.UTF_8);
        ReceivedResponse response = app.get(target);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"parameter\":\"n\"");
        assertThat(response.body()).doesNotContain("errors");
    }
}
