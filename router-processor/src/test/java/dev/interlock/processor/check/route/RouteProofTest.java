package dev.interlock.processor.check.route;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.check.route.Conflict.Kind;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteProofTest {
    private static final TemplateParser PARSER = new TemplateParser(new Problems());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/z/{x:[12]}; /z/1; /z/2",
                "/{a:(x|y)z}; /xz; /yz",
                "/{a:[0-9]+}/{b:x|y}; /{c:[0-9]+}/x; /{d:[0-9]+}/y",
                "/{a:[01]}/b; /0/{x}; /1/{*rest}",
                "/v{n}; /{a:v[0-9]}; /{b:v[^0-9]}; /{c:v[\\s\\S]{2,}}",
                "/{a:x|y}/{b:1|2}; /x/1; /x/2; /y/1; /y/2",
                "/{a:x|y}/{b}; /x/{c}; /y/{d}"
            })
    void reportsRouteThatOthersCover(String routes) {
        String[] templates = routes.split("; ", -1);
        assertThat(kinds(templates)).containsExactly(Kind.COVERED);
        for (int left = 1; left < templates.length; left++) {
            List<String> fewer = new ArrayList<>(List.of(templates));
            fewer.remove(left);
            assertThat(kinds(fewer.toArray(new String[0]))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/{a}; /x; /y",
                "/{*rest}; /{a}; /{b}/{c}; /{d}/{e}/{*more}",
                "/{a:x|y}/{b:1|2}; /x/1; /y/2",
                "/{a:x|y}/; /x; /y",
                "/{a:[0-9]}; /0; /1; /2"
            })
    void acceptsRouteWithOwnPath(String routes) {
        assertThat(kinds(routes.split("; ", -1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b, /a/b",
        "/a/, /a/",
        "/{id}, /{name}",
        "/a/{x}/b, /a/{y}/b",
        "/{*rest}, /{*path}",
        "v{a}, v{b}",
        "/{a}.json, /{b}.json",
        "/{a:[0-9]+}, /{b:[0-9]+}",
        "/{a:[0-9]+}, /{b:\\d\\d*}",
        "/x{a:b}, /x{c:b}"
    })
    void reportsDuplicates(String first, String second) {
        assertThat(kinds(slash(first), slash(second))).containsExactly(Kind.DUPLICATE);
    }

    @ParameterizedTest
    @CsvSource({
        "/{a:[0-9]+}, /{b:[0-9a-f]+}, /0",
        "/{a:[a-z]+}, /{b:[a-c]{3}}, /aaa",
        "/x/{a:a|b}/{y}, /x/{b:b|c}/{z}, /x/b/a",
        "/a{x}, /{y}b, /aab",
        "/a{x}, /{y}a, /aaa",
        "/ab{x}c, /a{y}bc, /ababc",
        "/{a:x.*}, /{b:.*y}, /xy",
        "/x{a:[0-9]+}, /{b:.+}, /x0",
        "/{a:\u00e9}, /{b:[\u00e8-\u00ea]}, /%C3%A9",
        "/{a:[/a]+}/{*r}, /{b:[/b]+}/{*s}, /%2F/"
    })
    void reportsAmbiguousRoutes(String first, String second, String example) {
        assertThat(conflicts("GET", first, "GET", second)).containsExactly(new Conflict(Kind.AMBIGUOUS, 1, 0, example));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /b",
        "/a, /a/",
        "/a, /{id}",
        "/{id}, /{*rest}",
        "/{id:[0-9]+}, /{id}",
        "/v{id}, /{id}",
        "/v{id}, /ve{id}",
        "/{id:[0-9]+}, /{id:[a-z]+}",
        "/a{x}, /b{x}",
        "/{x}.json, /{x}.html",
        "/{x}:cancel, /{x}:accept",
        "/a/{*rest}, /a",
        "/a/{*rest}, /a/",
        "/a/{*rest}, /{x}/{*rest}",
        "/email/search/{e}, /email/{e}",
        "/{a}/x, /{b}/y",
        "/{a:[0-9]+}/x, /{b:[0-9]+}/y",
        "/{a:[0-9]+}, /x{b}",
        "/{a:\\.}x, /{b:a|\\.\\.}",
        "/{a:.+}, /{b}",
        "/{*rest}, /{a}/{*rest}",
        "/{a:[ab]}, /{b:[bc]{2}}",
        "/{a:a}, /{b}"
    })
    void acceptsOtherRoutes(String first, String second) {
        assertThat(conflicts("GET", first, "GET", second)).isEmpty();
        assertThat(conflicts("GET", second, "GET", first)).isEmpty();
    }

    @Test
    void ignoresTextThatNoRequestCarries() {
        assertThat(conflicts("GET", "/{a:\\.|a}", "GET", "/{b:\\.|b}")).isEmpty();
        assertThat(conflicts("GET", "/{a:a*}", "GET", "/{b:b*}")).isEmpty();
    }

    @Test
    void comparesRoutesOfOneMethodOnly() {
        assertThat(conflicts("GET", "/{id}", "POST", "/{id}")).isEmpty();
        assertThat(conflicts("GET", "/a", "HEAD", "/{x:a}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /{x:a}", "/a/{y}, /{x:a}/{z}", "/a/{*rest}, /{x:a}/b", "/a/{*rest}, /{x:a}/{*rest}",
                "/{x:[\\s\\S]+}, /{y}",
        "/{x:[\\s\\S]+}, /v{y}", "/{x:v[\\s\\S]+}, /v{y}", "/{x:[\\s\\S]+}/{*rest}, /{y}/a/b", "/v1, /v{x:1}",
                "/{x:[\\s\\S]+}/{*rest}, /v{y}/{*rest}"
    })
    void reportsUnreachableRoute(String hiding, String hidden) {
        assertThat(conflicts("GET", hiding, "GET", hidden)).containsExactly(new Conflict(Kind.UNREACHABLE, 1, 0, ""));
        assertThat(conflicts("GET", hidden, "GET", hiding)).containsExactly(new Conflict(Kind.UNREACHABLE, 0, 1, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /{x:a}/{y}",
        "/a, /{x:a|b}",
        "/{x:.+}, /{y}",
        "/{x:[^/]+}, /v{y}",
        "/{x:[\\s\\S]+}, /{*rest}",
        "/{x:[\\s\\S]+}/a, /{y}/{z}",
        "/a/{*rest}, /{x:a}"
    })
    void acceptsReachableRoute(String first, String second) {
        assertThat(conflicts("GET", first, "GET", second)).isEmpty();
    }

    @Test
    void reportsFirstConflictOfEachRoute() {
        assertThat(kinds("/a", "/a", "/a", "/b", "/{x:b}"))
                .containsExactly(Kind.DUPLICATE, Kind.DUPLICATE, Kind.UNREACHABLE)
                .inOrder();
        assertThat(RouteProof.conflicts(candidates("/a", "/a", "/a")).get(1).other())
                .isEqualTo(0);
    }

    @Test
    void provesTenThousandRoutes() {
        List<Candidate> routes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            routes.add(candidate("GET", "/service" + i % 100 + "/{a}/item" + i / 100 + "/{b}/v{c}/{*rest}"));
        }
        assertThat(RouteProof.conflicts(routes)).isEmpty();
    }

    @Test
    void provesTenThousandPatterns() {
        List<Candidate> routes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            routes.add(candidate("GET", "/service" + i % 100 + "/{a:[0-9]+}/item" + i / 100 + "/{b:x" + i % 10 + "}"));
        }
        assertThat(RouteProof.conflicts(routes)).isEmpty();
    }

    private static String slash(String template) {
        return template.startsWith("/") ? template : "/" + template;
    }

    private static List<Kind> kinds(String... templates) {
        return RouteProof.conflicts(candidates(templates)).stream()
                .map(Conflict::kind)
                .toList();
    }

    private static List<Conflict> conflicts(String method, String template, String otherMethod, String otherTemplate) {
        return RouteProof.conflicts(List.of(candidate(method, template), candidate(otherMethod, otherTemplate)));
    }

    private static List<Candidate> candidates(String... templates) {
        return List.of(templates).stream()
                .map(template -> candidate("GET", template))
                .toList();
    }

    private static Candidate candidate(String method, String template) {
        return new Candidate(method, PARSER.parse("", template, AnyPlace.PLACE).orElseThrow());
    }
}
