package dev.interlock.replay.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.interlock.replay.load.Schedule;
import dev.interlock.replay.report.Facts;
import dev.interlock.replay.report.HtmlReport;
import dev.interlock.replay.report.ReportDocument;
import dev.interlock.replay.report.Statistics;
import dev.interlock.replay.rewrite.TargetAddress;
import dev.interlock.replay.traffic.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the report, and derives the exit code from it. */
final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Setup setup;
    private final Statistics statistics;
    private final Instant started;
    private final Notices notices;
    private final Schedule schedule;

    Reports(Setup setup, Statistics statistics, Instant started, Notices notices, Schedule schedule) {
        this.setup = setup;
        this.statistics = statistics;
        this.started = started;
        this.notices = notices;
        this.schedule = schedule;
    }

    /** Writes the report as HTML and as JSON. */
    void write(String ending, double seconds) throws IOException {
        JsonNode document = document(ending, seconds);
        write(document, result(document, null, false).verdict());
    }

    /**
     * Writes the final report, and returns the result.
     *
     * @param problem failure that ended the replay early, or null
     */
    Result end(String ending, double seconds, @Nullable Throwable problem, boolean isStopped)
            throws IOException, UsageException {
        if (problem != null && !(problem instanceof IOException)) {
            throw new IllegalStateException("bug in the replay", problem);
        }
        if (problem != null) {
            notices.add(String.valueOf(problem.getMessage()));
        }
        if (statistics.requests() == 0 && problem == null && !isStopped) {
            throw new UsageException(nothing());
        }
        JsonNode document = document(problem == null ? ending : "a source is damaged", seconds);
        Result result = result(document, problem, isStopped);
        write(document, result.verdict());
        return result;
    }

    private String nothing() {
        Map<String, Long> skipped = schedule.skipped();
        if (!skipped.isEmpty()) {
            return "no request can be replayed: " + skipped;
        }
        return setup.resumed == null
                ? "the sources contain no request"
                : "all requests were sent before the checkpoint. Tip: start without --resume";
    }

    private JsonNode document(String ending, double seconds) {
        Map<String, String> targets = new LinkedHashMap<>();
        for (TargetAddress target : setup.targets) {
            targets.put(target.name(), target.toString());
        }
        Facts facts = new Facts(
                started,
                seconds,
                setup.options.sources.stream().map(Path::toString).toList(),
                targets,
                pace(),
                setup.resumed == null ? 0 : setup.resumed.position(),
                schedule.skipped(),
                setup.destinations.stream()
                        .mapToLong(it -> it.expectations().held())
                        .sum(),
                notices.all(),
                ending);
        return ReportDocument.of(statistics, facts, setup.rules.latency());
    }

    private String pace() {
        Options options = setup.options;
        if (options.rate != null) {
            return String.format(Locale.ROOT, "%s requests per second", options.rate);
        }
        return options.speed == null ? "recorded times" : "recorded times, " + options.speed + " times as fast";
    }

    private Result result(JsonNode document, @Nullable Throwable problem, boolean isStopped) {
        if (problem != null) {
            return new Result(ExitCode.USAGE, String.valueOf(problem.getMessage()));
        }
        Result found = found(document);
        return isStopped ? new Result(ExitCode.STOPPED, "stopped; until then: " + found.verdict()) : found;
    }

    private Result found(JsonNode document) {
        List<String> silent = statistics.silent();
        if (!silent.isEmpty()) {
            return new Result(ExitCode.UNREACHABLE, String.join(", ", silent) + " has not responded to any request");
        }
        String requests = String.format(
                Locale.ROOT, "%,d requests", document.path("requests").asLong());
        Double most = setup.options.mostErrors;
        if (most != null && statistics.errorRatio() > most) {
            return new Result(
                    ExitCode.DIFFERENT,
                    String.format(Locale.ROOT, "%.3f %% of %s failed", 100 * statistics.errorRatio(), requests));
        }
        if (!setup.isComparison()) {
            return new Result(ExitCode.EQUAL, requests + " were sent");
        }
        long different = document.path("different").asLong();
        long slower = document.path("slower").asLong();
        if (different + slower > 0) {
            return new Result(
                    ExitCode.DIFFERENT,
                    "DIFFERENT: " + different + " differences beyond rules and noise, " + slower + " slower routes in "
                            + requests);
        }
        if (document.path("compared").asLong() == 0) {
            return new Result(ExitCode.DIFFERENT, "nothing was compared: no request has a response");
        }
        return new Result(ExitCode.EQUAL, "EQUAL: no difference beyond rules and noise in " + requests);
    }

    private void write(JsonNode document, String verdict) throws IOException {
        replace(setup.options.json, JSON.writeValueAsString(document) + "\n");
        replace(setup.options.report, HtmlReport.of(document, verdict));
    }

    /** Replaces a file atomically, so that readers never see half of it. */
    private static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
