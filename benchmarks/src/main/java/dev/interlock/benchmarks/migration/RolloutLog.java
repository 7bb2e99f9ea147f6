package dev.interlock.benchmarks.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that {@code deploy/haproxy/rollout} has written: a time, and what happened.
 *
 * @param lines lines in the order of their times
 */
record RolloutLog(List<String> lines) {
    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z) (.*)");
    private static final Pattern ROLL_BACK = Pattern.compile("roll back from (\\d+(?:\\.\\d+)?) %: (.*)");

    static RolloutLog parse(String text) {
        return new RolloutLog(text.lines().toList());
    }

    private Optional<Instant> time(String beginning) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(2).startsWith(beginning))
                .map(line -> Instant.parse(line.group(1)))
                .findFirst();
    }

    private Optional<Matcher> rollBack() {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> ROLL_BACK.matcher(line.group(2)))
                .filter(Matcher::matches)
                .findFirst();
    }

    /** Whether a step has begun. */
    boolean hasStep(int percent) {
        return time(percent + " % of the load goes to ").isPresent();
    }

    boolean isPromoted() {
        return time("promoted: ").isPresent();
    }

    /** Returns the step from which the roll-out was rolled back, in percent. */
    Optional<Double> rolledBackFrom() {
        return rollBack().map(found -> Double.valueOf(found.group(1)));
    }

    /** Returns why the roll-out was rolled back, or an empty text. */
    String reason() {
        return rollBack().map(found -> found.group(2)).orElse("");
    }

    /** Returns the time from the start of a step until the next one, or the end. */
    Optional<Duration> lengthOf(int percent) {
        Optional<Instant> begin = time(percent + " % of the load goes to ");
        Optional<Instant> end = time("verdict at " + percent + " %: promote").or(() -> time("roll back from "));
        return begin.flatMap(from -> end.map(to -> Duration.between(from, to)));
    }

    /** Returns the time from the first step to the end. */
    Optional<Duration> length() {
        Optional<Instant> end = time("promoted: ").or(() -> time("rolled back"));
        return time("5 % of the load goes to ").flatMap(from -> end.map(to -> Duration.between(from, to)));
    }
}
