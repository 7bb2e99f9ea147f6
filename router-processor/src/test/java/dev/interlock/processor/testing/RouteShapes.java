package dev.interlock.processor.testing;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Creates templates of random routes. A shape is a template whose variables have no names, so that equal shapes are
 * equal texts.
 */
public final class RouteShapes {
    private static final Pattern UNNAMED = Pattern.compile("\\{\\*|\\{(?=[:}])");
    /**
     * Possible segments. They have different fixed lengths and disjoint languages. Therefore two different templates
     * never conflict.
     */
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
            "a-literal-of-twenty-bytes-or-more",
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

    private RouteShapes() {}

    /** Returns a shape with fewer than {@code depth} segments. A catch-all does not count. */
    public static String next(Random random, int depth) {
        StringBuilder shape = new StringBuilder();
        int segments = random.nextInt(depth);
        for (int i = 0; i < segments; i++) {
            shape.append('/').append(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        if (random.nextInt(8) == 0) {
            return shape.append("/{*}").toString();
        }
        return segments == 0 || random.nextInt(10) == 0 ? shape.append('/').toString() : shape.toString();
    }

    /** Returns the template of a shape. Adds names for the variables. */
    public static String named(String shape) {
        int[] count = {0};
        return UNNAMED.matcher(shape).replaceAll(variable -> variable.group() + "p" + count[0]++);
    }
}
