package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A random application. Its seed determines its content.
 *
 * @param seed number that determines the application
 * @param sources files that exist from the start
 * @param later files that another processor writes, one in each round
 * @param router name of the generated router; no router is generated if there is a mistake
 * @param hasAdapters whether the generator of avaje-jsonb must run beside the processor
 * @param mistake planted mistake, if there is one
 * @param kinds kinds of shapes in the application
 */
public record RandomApplication(
        long seed,
        List<Source> sources,
        List<Source> later,
        String router,
        boolean hasAdapters,
        Optional<Mistake> mistake,
        Set<Kind> kinds) {

    /** Returns the application of a seed. */
    public static RandomApplication of(long seed) {
        return new Applications(new Draw(seed)).next(seed);
    }

    /** Returns all files as text, for the messages of tests. */
    public String text() {
        StringBuilder text = new StringBuilder();
        sources.forEach(it -> text.append("// ").append(it.name()).append('\n').append(body(it)));
        later.forEach(
                it -> text.append("// later: ").append(it.name()).append('\n').append(body(it)));
        return text.toString();
    }

    private static String body(Source source) {
        return source.getCharContent(true).toString().replaceAll("(?m)^(import|package) .*\n", "");
    }
}
