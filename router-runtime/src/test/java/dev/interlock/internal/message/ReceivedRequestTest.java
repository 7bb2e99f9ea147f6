package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.Protocol;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.testing.HandlerRouter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReceivedRequestTest {
    private static final FieldNames NAMES = FieldNames.of("a", "b");
    private static final Router NO_ROUTES = HandlerRouter.with().router();

    @Test
    void returnsParts() {
        RouteInfo route = RouteInfo.of(3, "POST", "/x", "test.Test.post");
        ReceivedRequest request = RequestFixture.request("POST", "/x%20y?a=1&b=%41")
                .header("Content-Type", "text/plain")
                .route(route)
                .body("hello")
                .begin();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target().toString()).isEqualTo("/x%20y?a=1&b=%41");
        assertThat(request.queryString().toString()).isEqualTo("a=1&b=%41");
        assertThat(request.route()).isSameInstanceAs(route);
        assertThat(request.body().toString()).isEqualTo("hello");
        assertThat(String.valueOf(request.contentType())).isEqualTo("text/plain");
        assertThat(request.scheme()).isEqualTo("http");
        assertThat(request.protocol()).isEqualTo(Protocol.HTTP_1_1);
        assertThat(request.authority().isEmpty()).isTrue();
        assertThat(request.remoteAddress().toString()).contains("client.test");
        assertThat(request.path()).isNotNull();
    }

    @Test
    void readsSchemeAuthorityAndProtocol() {
        ReceivedRequest request = new ReceivedRequest();
        ReceivedHead head =
                RequestFixture.get("/").header("host", "a.test:8443").head();
        head.secure(true);
        head.protocol(Protocol.HTTP_2);
        head.authority(head.valueFrom(0), head.valueTo(0));
        request.begin(head, new RequestPath(), null, InetSocketAddress.createUnresolved("client.test", 1));
        assertThat(request.scheme()).isEqualTo("https");
        assertThat(request.authority().toString()).isEqualTo("a.test:8443");
        assertThat(request.protocol()).isEqualTo(Protocol.HTTP_2);
        request.end();
        RequestFixture.get("/").begin(request);
        assertThat(request.scheme()).isEqualTo("http");
        assertThat(request.authority().isEmpty()).isTrue();
        assertThat(request.protocol()).isEqualTo(Protocol.HTTP_1_1);
    }

    @Test
    void readsTrailerFieldsAfterBody() {
        ReceivedRequest request = RequestFixture.get("/").header("a", "header").begin();
        FieldNames names = FieldNames.ofHeaders("A", "list", "none").lists("list");
        assertThat(request.trailers(names).count(0)).isEqualTo(0);
        request.end();
        RequestFixture.get("/").begin(request);
        RequestTrailers trailers = request.receivedTrailers();
        trailers.begin();
        receive(trailers, "a", " 1");
        receive(trailers, "LIST", "x, y");
        assertThat(assertThrows(IllegalStateException.class, () -> request.trailers(names)))
                .hasMessageThat()
                .isEqualTo("The trailer fields have not arrived. Tip: first read the body to its end");
        assertThrows(IllegalStateException.class, () -> request.trailer("a"));
        receive(trailers, "a", "2 ");
        trailers.end();
        Fields read = request.trailers(names);
        assertThat(read.value(0, 0).toString()).isEqualTo("1");
        assertThat(read.value(0, 1).toString()).isEqualTo("2");
        assertThat(read.count(1)).isEqualTo(2);
        assertThat(read.value(1, 1).toString()).isEqualTo("y");
        assertThat(read.first(2)).isNull();
        assertThat(request.trailer("List")).isEqualTo("x, y");
        assertThat(request.header("list")).isNull();
        request.end();
        RequestFixture.get("/").begin(request);
        assertThat(request.trailers(names).count(0)).isEqualTo(0);
        assertThat(request.trailer("a")).isNull();
    }

    private static void receive(RequestTrailers trailers, String name, String value) {
        name.chars().forEach(c -> trailers.append((byte) c));
        trailers.endName();
        value.chars().forEach(c -> trailers.append((byte) c));
        trailers.endValue();
    }

    @Test
    void paysForTrailerFields() {
        long[] taken = {0, 0};
        ReceivedRequest request = new ReceivedRequest();
        request.attach(
                new RouteTable(NO_ROUTES),
                0,
                new MemoryMeter() {
                    @Override
                    public void take(long bytes) {
                        taken[0] += bytes;
                        taken[1] = Math.max(taken[1], taken[0]);
                    }

                    @Override
                    public void giveBack(long bytes) {
                        taken[0] -= bytes;
                    }
                },
                RequestId.RANDOM);
        RequestFixture.get("/").begin(request);
        RequestTrailers trailers = request.receivedTrailers();
        trailers.begin();
        for (int i = 0; i < 100; i++) {
            receive(trailers, "name", "x".repeat(100));
        }
        trailers.end();
        assertThat(taken[0]).isAtLeast(100 * 106);
        assertThat(taken[1]).isAtMost(4 * 100 * 106);
        request.end();
        assertThat(taken[0]).isEqualTo(0);
        assertThat(request.retainedBytes()).isEqualTo(0);
    }

    @Test
    void throwsInStrictModeAfterEnd() {
        ReceivedRequest request = new ReceivedRequest(0, false, FormSettings.DEFAULT);
        RequestFixture.get("/").begin(request);
        receiveOne(request);
        Slice authority = request.authority();
        Fields trailers = request.trailers(FieldNames.ofHeaders("a"));
        request.end();
        List<Executable> uses = List.of(
                request::scheme,
                request::authority,
                request::protocol,
                () -> request.trailers(FieldNames.ofHeaders("a")),
                () -> request.trailer("a"),
                authority::toByteArray,
                () -> trailers.first(0));
        for (Executable use : uses) {
            assertThat(assertThrows(IllegalStateException.class, use))
                    .hasMessageThat()
                    .contains("was used after the end of its request");
        }
    }

    private static void receiveOne(ReceivedRequest request) {
        request.receivedTrailers().begin();
        receive(request.receivedTrailers(), "a", "1");
        request.receivedTrailers().end();
    }

    @Test
    void viewsReleaseArraysOfRequest() {
        ReceivedRequest request = RequestFixture.request("POST", "/x?a=1")
                .header("Content-Type", "text/plain")
                .body("hello")
                .begin();
        List<CharSequence> characters = List.of(
                request.target().chars(),
                request.queryString().chars(),
                Objects.requireNonNull(request.contentType()).chars(),
                request.body().chars());
        assertThat(String.join(" ", characters)).isEqualTo("/x?a=1 a=1 text/plain hello");
        request.end();
        assertThat(String.join("", characters)).isEmpty();
    }

    @Test
    void missingPartsAreEmptyOrNull() {
        ReceivedRequest request = RequestFixture.request("PURGE", "/").begin();
        assertThat(request.method()).isEqualTo("PURGE");
        assertThat(request.queryString().isEmpty()).isTrue();
        assertThat(request.body().isEmpty()).isTrue();
        assertThat(request.contentType()).isNull();
        assertThat(request.header("x")).isNull();
        assertThat(request.query(NAMES).first(0)).isNull();
    }

    @Test
    void readsSourcesSeparately() {
        ReceivedRequest request = RequestFixture.request("POST", "/?a=query")
                .header("A", "header")
                .header("cookie", "a=cookie")
                .body("a=form")
                .begin();
        Fields query = request.query(NAMES);
        Fields headers = request.headers(FieldNames.ofHeaders("a"));
        Fields cookies = request.cookies(NAMES);
        Fields form = request.form(NAMES);
        assertThat(String.valueOf(query.first(0))).isEqualTo("query");
        assertThat(String.valueOf(headers.first(0))).isEqualTo("header");
        assertThat(String.valueOf(cookies.first(0))).isEqualTo("cookie");
        assertThat(String.valueOf(form.first(0))).isEqualTo("form");
    }

    @Test
    void scansSourceOnceForSameNames() {
        ReceivedRequest request = RequestFixture.get("/?a=1&b=2").begin();
        Fields first = request.query(NAMES);
        assertThat(request.query(NAMES)).isSameInstanceAs(first);
        assertThat(String.valueOf(request.query(FieldNames.of("b")).first(0))).isEqualTo("2");
    }

    @Test
    void repeatsFailureOfSource() {
        ReceivedRequest request = RequestFixture.get("/?b=2&a=%").begin();
        assertThrows(HttpException.class, () -> request.query(NAMES));
        assertThrows(HttpException.class, () -> request.query(NAMES));
    }

    @Test
    void readsEachFieldLineAsValue() {
        ReceivedRequest request = RequestFixture.get("/")
                .header("Tag", "x, y")
                .header("other", "1")
                .header("TAG", "z")
                .begin();
        Fields headers = request.headers(FieldNames.ofHeaders("tag"));
        assertThat(headers.count(0)).isEqualTo(2);
        assertThat(headers.value(0, 0).toString()).isEqualTo("x, y");
        assertThat(headers.value(0, 1).toString()).isEqualTo("z");
        assertThat(request.header("TAG")).isEqualTo("x, y");
    }

    @Test
    void keepsAttributesForOneRequest() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        request.setAttribute("user", "ann");
        request.setAttribute("user", "bob");
        request.setAttribute("count", 7);
        assertThat(request.attribute("user", String.class)).isEqualTo("bob");
        assertThat(request.attribute("count", Integer.class)).isEqualTo(7);
        assertThat(request.attribute("none", String.class)).isNull();
        request.setAttribute("user", null);
        request.setAttribute("none", null);
        assertThat(request.attribute("user", String.class)).isNull();
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> request.attribute("count", String.class));
        assertThat(e)
                .hasMessageThat()
                .isEqualTo("The attribute 'count' is a java.lang.Integer, not a java.lang.String");
        request.end();
        RequestFixture.get("/").begin(request);
        assertThat(request.attribute("user", String.class)).isNull();
    }

    @Test
    void forgetsPreviousRequest() {
        ReceivedRequest request =
                RequestFixture.request("POST", "/?a=1").body("a=2").begin();
        assertThat(String.valueOf(request.query(NAMES).first(0))).isEqualTo("1");
        assertThat(String.valueOf(request.form(NAMES).first(0))).isEqualTo("2");
        RequestFixture.get("/").begin(request);
        assertThat(request.query(NAMES).first(0)).isNull();
        assertThat(request.form(NAMES).first(0)).isNull();
        assertThat(request.body().isEmpty()).isTrue();
    }

    @Test
    void rejectsUseAfterEnd() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        request.end();
        List<Executable> uses = List.of(
                request::method,
                request::target,
                request::path,
                request::queryString,
                request::route,
                request::hasRoute,
                request::maxBody,
                request::head,
                request::allowedMethods,
                request::remoteAddress,
                request::scheme,
                request::body,
                request::contentType,
                () -> request.query(NAMES),
                () -> request.headers(NAMES),
                () -> request.cookies(NAMES),
                () -> request.form(NAMES),
                () -> request.parts(NAMES),
                () -> request.header("a"),
                () -> request.attribute("a", String.class),
                () -> request.setAttribute("a", "b"));
        for (Executable use : uses) {
            IllegalStateException e = assertThrows(IllegalStateException.class, use);
            assertWithMessage("%s", use).that(e).hasMessageThat().contains("The request was answered before");
        }
    }

    @Test
    void allowsMissingRoute() {
        ReceivedRequest request = new ReceivedRequest();
        request.begin(
                RequestFixture.get("/").head(),
                new RequestPath(),
                null,
                InetSocketAddress.createUnresolved("client.test", 4711));
        assertThat(request.hasRoute()).isFalse();
        IllegalStateException e = assertThrows(IllegalStateException.class, request::route);
        assertThat(e).hasMessageThat().isEqualTo("The request has no route. Tip: call hasRoute() first");
        e = assertThrows(IllegalStateException.class, request::allowedMethods);
        assertThat(e).hasMessageThat().contains("No server handles the request");
    }

    @Test
    void reportsBodyLimit() {
        RouteInfo route = RouteInfo.of(0, "POST", "/", "test.Test.post");
        ReceivedRequest request = RequestFixture.get("/").route(route).begin();
        assertThat(request.hasRoute()).isTrue();
        assertThat(request.maxBody()).isEqualTo(Integer.MAX_VALUE);
        request.begin(RequestFixture.get("/").head(), new RequestPath(), route.maxBody(7), request.remoteAddress());
        assertThat(request.maxBody()).isEqualTo(7);
    }

    @Test
    void growsForManyAttributes() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        for (int i = 0; i < 50; i++) {
            request.setAttribute("n" + i, i);
        }
        assertThat(request.attribute("n49", Integer.class)).isEqualTo(49);
        assertThat(request.attribute("n0", Integer.class)).isEqualTo(0);
    }
}
