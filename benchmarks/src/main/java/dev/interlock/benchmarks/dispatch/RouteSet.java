package dev.interlock.benchmarks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Routes of one application. Every router uses the index of an endpoint in the list as the number of the endpoint. */
record RouteSet(List<Endpoint> endpoints) {
    /** Number of routes in the GitHub API (version 3), which many router benchmarks use. */
    static final int GITHUB = 236;

    /** All measured numbers of routes. */
    static final List<Integer> SIZES = List.of(3, 42, GITHUB, 1_000, 10_000);

    private static final Pattern VARIABLE = Pattern.compile(":(\\w+)");
    private static final Pattern CATCH_ALL = Pattern.compile("\\*(\\w+)");

    RouteSet {
        endpoints = List.copyOf(endpoints);
    }

    /** Returns the GitHub API if the size is {@link #GITHUB}, and a synthetic API otherwise. */
    static RouteSet of(int size) {
        return new RouteSet(size == GITHUB ? gitHub() : SyntheticApi.endpoints(size));
    }

    int size() {
        return endpoints.size();
    }

    /** Returns the indices of the endpoints in the order of {@link Endpoint#BY_RANK}. */
    List<Integer> byRank() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparing(endpoints::get, Endpoint.BY_RANK))
                .toList();
    }

    private static List<Endpoint> gitHub() {
        try (InputStream in = Objects.requireNonNull(RouteSet.class.getResourceAsStream("github.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(RouteSet::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Endpoint parse(String line) {
        String[] words = line.split(" ", 2);
        String template = VARIABLE.matcher(words[1]).replaceAll("{$1}");
        return new Endpoint(words[0], CATCH_ALL.matcher(template).replaceAll("{*$1}"));
    }
}
