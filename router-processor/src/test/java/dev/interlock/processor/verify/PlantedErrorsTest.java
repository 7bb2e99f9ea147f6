package dev.interlock.processor.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Compares the proof with the runtime. Uses the tables of the planner, and tables in which one word was changed. */
final class PlantedErrorsTest {
    @Property(tries = 10)
    void provesTablesOfPlanner(@ForAll Random random) throws MalformedTables {
        RandomRoutes routes =
                random.nextInt(4) == 0 ? RandomRoutes.wide(random, 300) : RandomRoutes.varied(random, 200);
        TableProof proof = routes.proof(routes.text());
        assertThat(proof.difference()).isEmpty();
        assertThat(proof.report()).isEqualTo(routes.proof(routes.text()).report());
    }

    /**
     * For each change, one of two things must hold. Either the proof reports a difference and the runtime confirms it,
     * or no path gives different routes.
     */
    @Property(tries = 60)
    void agreesWithRuntimeOnChangedTables(@ForAll Random random) {
        RandomRoutes routes = random.nextInt(4) == 0 ? RandomRoutes.wide(random, 200) : RandomRoutes.varied(random, 40);
        String changed = change(random, routes.text());
        String difference;
        try {
            difference = routes.proof(changed).difference().orElse("");
        } catch (MalformedTables e) {
            return;
        }
        DispatchTable before = DispatchTable.parse(routes.text());
        DispatchTable after;
        try {
            after = DispatchTable.parse(changed);
        } catch (RuntimeException e) {
            assertWithMessage("%s\n%s", e, changed).that(difference).isNotEmpty();
            return;
        }
        if (difference.isEmpty()) {
            for (int i = 0; i < 300; i++) {
                String path = path(random, routes);
                int method = random.nextInt(RandomRoutes.METHODS.size());
                assertWithMessage("%s\n%s", path, changed)
                        .that(found(after, method, path))
                        .isEqualTo(found(before, method, path));
            }
            return;
        }
        if (difference.contains(" leads to ")) {
            String[] words = difference.split(" ", -1);
            if (words[1].contains("%00")) {
                // Skips NUL, because the runtime rejects it before it uses the tables.
                return;
            }
            int method = RandomRoutes.METHODS.indexOf(words[0]);
            assertWithMessage("%s\n%s", difference, changed)
                    .that(found(after, method, words[1]))
                    .isNotEqualTo(found(before, method, words[1]));
        }
    }

    /**
     * Returns the routes that the runtime finds for a path. Tries the path with other bytes after it, and at the end of
     * its array.
     */
    private static List<Integer> found(DispatchTable table, int method, String path) {
        byte[] bytes = path.getBytes(UTF_8);
        RequestPath split = new RequestPath();
        return List.of(
                table.match(method, Arrays.copyOf(bytes, bytes.length + 16), 0, bytes.length, split),
                table.match(method, bytes, 0, bytes.length, split));
    }

    private static String change(Random random, String text) {
        List<String> lines =
                new ArrayList<>(List.of(text.replace("\n ", " ").strip().split("\n", -1)));
        int line = random.nextInt(lines.size());
        String[] words = lines.get(line).split(" ", -1);
        int word = 1 + random.nextInt(words.length - 1);
        String old = words[word];
        int at = random.nextInt(old.length());
        String by = "0123456789abcdefnrl-|=~{}*/%".charAt(random.nextInt(28)) + "";
        words[word] = switch (random.nextInt(4)) {
            case 0 -> old.substring(0, at) + old.substring(at + 1);
            case 1 -> old.substring(0, at) + by + old.substring(at);
            case 2 -> old.substring(0, at) + by + old.substring(at + 1);
            default -> {
                int other = 1 + random.nextInt(words.length - 1);
                String moved = words[other];
                words[other] = old;
                yield moved;
            }
        };
        lines.set(line, String.join(" ", words));
        return String.join("\n", lines) + "\n";
    }

    private static String path(Random random, RandomRoutes routes) {
        String template = routes.entries()
                .get(random.nextInt(routes.entries().size()))
                .template()
                .text();
        StringBuilder path = new StringBuilder();
        for (String segment : template.substring(1).split("/", -1)) {
            int open = segment.indexOf('{');
            String value = List.of("a", "7", "ab", "xyz", "orders", "t3", "%C3%A9", "v1", "")
                    .get(random.nextInt(9));
            path.append('/');
            if (open < 0) {
                path.append(random.nextInt(12) == 0 ? value : segment.replace("é", "%C3%A9"));
            } else {
                path.append(segment, 0, open).append(value).append(segment.substring(segment.lastIndexOf('}') + 1));
            }
        }
        return path.toString();
    }
}
