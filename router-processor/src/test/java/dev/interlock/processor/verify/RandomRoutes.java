package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.plan.DispatchPlan;
import dev.interlock.processor.plan.PlannedRoute;
import dev.interlock.processor.read.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.verify.Specification.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Routes without conflicts, and the text of their tables.
 *
 * @param entries by number
 */
record RandomRoutes(List<Entry> entries, String text) {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST");
    private static final Pattern UNNAMED = Pattern.compile("\\{\\*|\\{(?=[:}])");
    /** Of different fixed lengths and disjoint languages, so that templates which differ never conflict. */
    private static final List<String> SEGMENTS = List.of(
            "a",
            "b",
            "orders",
            "v1",
            "exactly8",
            "nine-long",
            "nine-long-a",
            "a-literal-of-sixteen-and-more",
            "a-literal-of-sixteen-or-more",
            "café",
            "12",
            "{}",
            "{}",
            "{}",
            "{:[0-9]+}",
            "{:[a-f]{2,3}}",
            "v{}",
            "{}.json",
            "id-{:[x-z]+}",
            "{}:x",
            "{:é+}");

    /** Routes of the segments above. */
    static RandomRoutes varied(Random random, int most) {
        Set<String> shapes = new LinkedHashSet<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            shapes.add(random.nextInt(METHODS.size()) + shape(random));
        }
        return of(List.copyOf(shapes));
    }

    /** So many fixed texts at each segment that some share a slot. */
    static RandomRoutes wide(Random random, int most) {
        Set<String> shapes = new LinkedHashSet<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            String first = "/s" + random.nextInt(400);
            String second = random.nextInt(3) == 0 ? "/{}" : "/t" + random.nextInt(400);
            shapes.add("0" + (random.nextInt(4) == 0 ? "/{}" : first) + second);
        }
        return of(List.copyOf(shapes));
    }

    static RandomRoutes of(List<String> shapes) {
        TemplateParser parser = new TemplateParser(new Problems());
        List<Entry> entries = new ArrayList<>();
        for (String shape : shapes) {
            int method = shape.charAt(0) - '0';
            PathTemplate template =
                    parser.parse("", named(shape), AnyPlace.PLACE).orElseThrow();
            entries.add(new Entry(method, METHODS.get(method) + " " + template.text(), template, entries.size()));
        }
        List<PlannedRoute> planned = IntStream.range(0, entries.size())
                .mapToObj(i -> new PlannedRoute(
                        i, entries.get(i).method(), entries.get(i).template()))
                .toList();
        return new RandomRoutes(
                entries,
                String.join("", DispatchPlan.of(planned, METHODS.size()).text()));
    }

    TableProof proof(String tables) throws MalformedTables {
        return TableProof.of("shop.Api", METHODS, Specification.of(entries, METHODS.size()), tables);
    }

    private static String shape(Random random) {
        StringBuilder shape = new StringBuilder();
        int depth = random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            shape.append('/').append(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        if (random.nextInt(8) == 0) {
            return shape.append("/{*}").toString();
        }
        return depth == 0 || random.nextInt(10) == 0 ? shape.append('/').toString() : shape.toString();
    }

    /** Gives the variables of a shape names, without the digit of its method. */
    private static String named(String shape) {
        int[] count = {0};
        return UNNAMED.matcher(shape.substring(1)).replaceAll(variable -> variable.group() + "p" + count[0]++);
    }
}
