package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.SuiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code benchmarks/run memory} found of the example service with the options that it ships with, in the directory
 * {@code memory} beside this suite's results.
 *
 * @param lines its headlines, none where it was not run
 */
record Footprint(List<String> lines) {
    /** {@code memory idle 25: 47.1 MB (limit 48)}. */
    private static final Pattern HEADLINE = Pattern.compile("memory (\\w+ \\d+): ([0-9.]+) .*");

    static Footprint read(Path results) throws IOException {
        Path report = results.resolveSibling("memory").resolve(SuiteReport.FILE);
        if (!Files.exists(report)) {
            return new Footprint(List.of());
        }
        return new Footprint(Files.readAllLines(report).stream()
                .filter(line -> HEADLINE.matcher(line).matches())
                .toList());
    }

    /** The value of a headline such as {@code idle 25}. */
    OptionalDouble value(String name) {
        for (String line : lines) {
            Matcher headline = HEADLINE.matcher(line);
            if (headline.matches() && headline.group(1).equals(name)) {
                return OptionalDouble.of(Double.parseDouble(headline.group(2)));
            }
        }
        return OptionalDouble.empty();
    }
}
