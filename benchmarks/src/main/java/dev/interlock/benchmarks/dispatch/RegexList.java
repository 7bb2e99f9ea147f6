package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simplest router: a list of regular expressions for each method. The first match wins. Many frameworks start with
 * a router like this.
 */
final class RegexList implements Dispatcher {
    private record Route(int endpoint, Pattern pattern) {}

    private final Lookups lookups;
    private final List<List<Route>> routes = new ArrayList<>();
    private int capturedLength;

    RegexList(RouteSet set, Lookups lookups) {
        this.lookups = lookups;
        for (int method = 0; method < Lookups.methodCount(); method++) {
            routes.add(routes(set, method));
        }
    }

    private static List<Route> routes(RouteSet set, int method) {
        return set.byRank().stream()
                .filter(i -> Lookups.methodNumber(set.endpoints().get(i).method()) == method)
                .map(i -> new Route(i, set.endpoints().get(i).pattern()))
                .toList();
    }

    @Override
    public int find(int lookup) {
        String path = lookups.path(lookup);
        for (Route route : routes.get(lookups.method(lookup))) {
            Matcher matcher = route.pattern.matcher(path);
            if (matcher.matches()) {
                capture(matcher);
                return route.endpoint;
            }
        }
        return -1;
    }

    private void capture(Matcher matcher) {
        capturedLength = 0;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            capturedLength += matcher.group(group).length();
        }
    }

    @Override
    public int capturedLength() {
        return capturedLength;
    }
}
