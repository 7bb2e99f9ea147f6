package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Samples of one scrape in the Prometheus text format, by name and labels as written. */
final class Scrape {
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> families = new TreeSet<>();

    Scrape(String text) {
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                families.add(line.split(" ", -1)[2]);
            } else if (!line.startsWith("#")) {
                int space = line.lastIndexOf(' ');
                String before = String.valueOf(samples.put(
                        line.substring(0, space),
                        Double.valueOf(line.substring(space + 1).replace("+Inf", "Infinity"))));
                assertWithMessage("duplicate of " + line).that(before).isEqualTo("null");
            }
        }
    }

    /** Returns the names and labels of all samples. */
    Set<String> series() {
        return samples.keySet();
    }

    /** Returns the names of the metrics. */
    Set<String> families() {
        return families;
    }

    double value(String series) {
        assertWithMessage("series").that(samples).containsKey(series);
        return Objects.requireNonNull(samples.get(series));
    }

    /** Returns the sum of all samples that have the name, and whose labels contain the text. */
    double sum(String name, String labels) {
        return samples.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(name + "{") && each.getKey().contains(labels))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
