package dev.interlock.processor.plan;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.testing.RouteShapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Plans random sets of routes, looks up random paths, and compares the results with {@link NaiveMatcher}. */
final class DispatchPropertyTest {
    private static final int METHODS = 3;

    private static final List<String> VALUES = List.of(
            "a",
            "b",
            "orders",
            "v1",
            "v",
            "exactly8",
            "exactly9",
            "nine-long",
            "nine-lonG",
            "12",
            "007",
            "ab",
            "abcd",
            "x.json",
            ".json",
            "id-xyz",
            "id-xya",
            "q:x",
            ":x",
            "é",
            "éé",
            "caf%C3%A9",
            "%61",
            "%2F",
            "a%2Fb",
            "",
            ".",
            "..",
            "%2e",
            "...",
            ".hidden",
            "%",
            "%4",
            "%zz",
            "%C3",
            "%00",
            "!",
            "a-literal-of-sixteen-and-more",
            "a-literal-of-sixteen-or-more",
            "a-literal-of-sixteen-xx-more",
            "a-literal-of-twenty-bytes-or-more",
            "0123456789abcdef0123456789abcdef0123456789abcdef");

    @Property(tries = 150)
    void agreesWithNaiveMatcher(@ForAll Random random) {
        Map<String, Integer> routes = randomRoutes(random, 1 + random.nextInt(300));
        List<String> templates = List.copyOf(routes.keySet()).stream()
                .map(key -> key.substring(1))
                .toList();
        List<Integer> methods = List.copyOf(routes.values());
        List<PathTemplate> parsed = parse(templates);
        DispatchTable table = table(parsed, methods);
        NaiveMatcher naive = new NaiveMatcher(templates, methods);
        RequestPath path = new RequestPath();
        for (int i = 0; i < 200; i++) {
            String text = randomPath(random, templates);
            check(table, naive, parsed, path, random.nextInt(METHODS), text, random.nextInt(70));
        }
    }

    /**
     * A lookup of an empty segment still reads a whole word. The word contains the bytes after the segment, or bytes of
     * an earlier path.
     */
    @Test
    void emptySegmentsAreNoLiterals() {
        List<String> templates = List.of("/v1/orders12", "/v1/{id}/orders12", "/{*rest}");
        List<Integer> methods = List.of(0, 0, 1);
        List<PathTemplate> parsed = parse(templates);
        DispatchTable table = table(parsed, methods);
        NaiveMatcher naive = new NaiveMatcher(templates, methods);
        RequestPath path = new RequestPath();
        for (String text : List.of("/v1/%6Frders12", "/v1/", "/v1//orders12")) {
            for (int method = 0; method < 2; method++) {
                check(table, naive, parsed, path, method, text, 16);
            }
        }
    }

    /**
     * Both literals have the same first eight bytes and the same last eight bytes. A lookup compares only these bytes.
     */
    @Test
    void distinguishesLiteralsWithSameWords() {
        List<String> templates = new ArrayList<>(List.of(
                "/v1/{a}/notification-settings/default",
                "/v1/notification-user-settings/notification-user-settings/default",
                "/v1/tenants/{a}/notification-settings",
                "/v1/tenants/{a}/notification-user-settings"));
        IntStream.range(0, 100).forEach(i -> templates.add("/v1/tenants/{a}/resource" + i));
        List<Integer> methods = templates.stream().map(template -> 0).toList();
        List<PathTemplate> parsed = parse(templates);
        DispatchTable table = table(parsed, methods);
        NaiveMatcher naive = new NaiveMatcher(templates, methods);
        RequestPath path = new RequestPath();
        for (String text : List.of(
                "/v1/notification-user-settings/notification-settings/default",
                "/v1/notification-user-settings/notification-user-settings/default",
                "/v1/notification-settings/notification-user-settings/default",
                "/v1/tenants/7/notification-settings",
                "/v1/tenants/7/notification-user-settings",
                "/v1/tenants/7/notification-no-settings",
                "/v1/tenants/7/resource42")) {
            check(table, naive, parsed, path, 0, text, 16);
        }
        assertWithMessage("the longest list of routes")
                .that(String.join("", plan(parsed, methods).text())
                        .replace("\n ", " ")
                        .lines()
                        .filter(line -> line.startsWith("list "))
                        .mapToInt(line -> line.split(" ", -1).length - 1)
                        .max()
                        .orElse(0))
                .isAtMost(3);
    }

    private static void check(
            DispatchTable table,
            NaiveMatcher naive,
            List<PathTemplate> templates,
            RequestPath path,
            int method,
            String text,
            int slack) {
        byte[] bytes = ("x" + text + " ".repeat(slack)).getBytes(UTF_8);
        int found = table.match(method, bytes, 1, bytes.length - slack, path);
        Optional<List<String>> segments = NaiveMatcher.segments(text);
        if (segments.isEmpty()) {
            assertWithMessage(text).that(found).isEqualTo(DispatchTable.BAD_PATH);
            return;
        }
        Optional<NaiveMatcher.Match> expected = naive.match(method, segments.get());
        assertWithMessage(text)
                .that(found)
                .isEqualTo(expected.map(NaiveMatcher.Match::route).orElse(DispatchTable.NOT_FOUND));
        expected.ifPresent(match -> assertWithMessage(text)
                .that(variables(templates.get(match.route()), path))
                .isEqualTo(match.variables()));
    }

    private static Map<String, String> variables(PathTemplate template, RequestPath path) {
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < template.segments().size(); i++) {
            PathTemplate.Segment segment = template.segments().get(i);
            if (segment instanceof CatchAll rest) {
                variables.put(rest.name(), path.rest(i).toString());
            } else if (segment instanceof Variable variable) {
                int prefix = variable.prefix().getBytes(UTF_8).length;
                int suffix = variable.suffix().getBytes(UTF_8).length;
                variables.put(variable.name(), path.segment(i, prefix, suffix).toString());
            }
        }
        return variables;
    }

    /**
     * Returns random routes as a map: the key is the method and template, and the value is the number of the method.
     * Within a method, all templates have different shapes.
     */
    private static Map<String, Integer> randomRoutes(Random random, int count) {
        Map<String, String> shapes = new LinkedHashMap<>();
        Map<String, Integer> routes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int method = random.nextInt(METHODS);
            String shape = method + RouteShapes.next(random, 6);
            if (shapes.putIfAbsent(shape, shape) == null) {
                routes.put(RouteShapes.named(shape), method);
            }
        }
        return routes;
    }

    private static String randomPath(Random random, List<String> templates) {
        StringBuilder path = new StringBuilder();
        for (String segment : pick(random, templates).substring(1).split("/", -1)) {
            boolean fixed = !segment.contains("{") && random.nextInt(12) > 0;
            path.append('/').append(fixed ? segment : value(random, segment));
        }
        if (random.nextInt(10) == 0) {
            path.append('/').append(pick(random, VALUES));
        }
        return path.toString();
    }

    private static String value(Random random, String segment) {
        boolean matching = segment.matches("[^{]*\\{\\w+}[^}]*") && random.nextInt(3) > 0;
        return matching
                ? segment.replaceAll("\\{\\w+}", pick(random, List.of("7", "a", "orders")))
                : pick(random, VALUES);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<PathTemplate> parse(List<String> templates) {
        Problems problems = new Problems();
        TemplateParser parser = new TemplateParser(problems);
        List<PathTemplate> parsed = new ArrayList<>();
        for (String template : templates) {
            parser.parse("", template, AnyPlace.PLACE).ifPresent(parsed::add);
        }
        assertThat(parsed).hasSize(templates.size());
        return parsed;
    }

    private static DispatchTable table(List<PathTemplate> templates, List<Integer> methods) {
        return DispatchTable.parse(plan(templates, methods).text().toArray(new String[0]));
    }

    private static DispatchPlan plan(List<PathTemplate> templates, List<Integer> methods) {
        List<PlannedRoute> planned = IntStream.range(0, templates.size())
                .mapToObj(i -> new PlannedRoute(i, methods.get(i), templates.get(i)))
                .toList();
        return DispatchPlan.of(planned, METHODS);
    }
}
