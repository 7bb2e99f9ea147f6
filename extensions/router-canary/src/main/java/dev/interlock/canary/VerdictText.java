package dev.interlock.canary;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes a verdict for people: the decision, then one line for each route with requests. */
final class VerdictText {
    private VerdictText() {}

    static String write(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append(title(verdict.decision()))
                .append(": ")
                .append(verdict.reason())
                .append(System.lineSeparator());
        for (String problem : verdict.problems()) {
            text.append("problem: ").append(problem).append(System.lineSeparator());
        }
        text.append(String.format(
                "A good version is rolled back with a probability of at most %s, and a bad one is promoted with at most %s.%n",
                Numbers.percent(verdict.falseRollBack()), Numbers.percent(verdict.falsePromote())));
        List<Verdict.Route> routes = verdict.routes().stream()
                .filter(route -> route.canary().requests() > 0)
                .sorted(Comparator.comparingLong(
                        (Verdict.Route route) -> -route.canary().requests()))
                .toList();
        for (Verdict.Route route : routes) {
            String state = route.decision() == Decision.PROMOTE
                    ? "passed"
                    : route.decision() == Decision.ROLL_BACK ? "FAILED" : "undecided";
            text.append(String.format(Locale.ROOT, "  %-9s %s: %s%n", state, route.name(), route.reason()));
        }
        return text.toString();
    }

    private static String title(Decision decision) {
        return switch (decision) {
            case PROMOTE -> "promote";
            case ROLL_BACK -> "roll back";
            case NEED_MORE -> "need more";
        };
    }
}
