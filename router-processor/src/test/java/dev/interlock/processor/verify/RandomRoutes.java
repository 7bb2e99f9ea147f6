package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.plan.DispatchPlan;
import dev.interlock.processor.plan.PlannedRoute;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.testing.RouteShapes;
import dev.interlock.processor.verify.Specification.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Random routes without conflicts, and the text of their tables.
 *
 * @param entries routes by number
 */
record RandomRoutes(List<Entry> entries, String text) {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    /** Returns routes with segments of many kinds. */
    static RandomRoutes varied(Random random, int most) {
        Set<String> shapes = new LinkedHashSet<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            shapes.add(random.nextInt(METHODS.size()) + RouteShapes.next(random, 5));
        }
        return of(List.copyOf(shapes));
    }

    /** Returns routes with many literals at each segment. There are so many that some literals share a slot. */
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
            PathTemplate template = parser.parse("", RouteShapes.named(shape.substring(1)), AnyPlace.PLACE)
                    .orElseThrow();
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
}
