package dev.interlock.canary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.interlock.canary.Verdict.Counts;
import dev.interlock.canary.Verdict.Errors;
import dev.interlock.canary.Verdict.Latency;
import dev.interlock.canary.Verdict.More;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a verdict as JSON. Members keep their names and meanings. Later versions may add members. {@code schema}
 * changes if an existing member must change.
 */
final class VerdictJson {
    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private VerdictJson() {}

    static String write(Verdict verdict) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(verdict, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Verdict verdict, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("schema", SCHEMA);
        out.writeStringField("decision", verdict.decision().toString());
        out.writeStringField("reason", verdict.reason());
        out.writeNumberField("falseRollBack", verdict.falseRollBack());
        out.writeNumberField("falsePromote", verdict.falsePromote());
        out.writeBooleanField("stopped", verdict.isStopped());
        write(verdict.more(), out);
        out.writeArrayFieldStart("problems");
        for (String problem : verdict.problems()) {
            out.writeString(problem);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("routes");
        for (Verdict.Route route : verdict.routes()) {
            write(route, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(@Nullable More more, JsonGenerator out) throws IOException {
        if (more == null) {
            out.writeNullField("more");
            return;
        }
        out.writeObjectFieldStart("more");
        out.writeNumberField("expected", more.expected());
        Long upper = more.upperBound();
        if (upper == null) {
            out.writeNullField("upperBound");
        } else {
            out.writeNumberField("upperBound", upper);
        }
        out.writeEndObject();
    }

    private static void write(Verdict.Route route, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("route", route.name());
        out.writeBooleanField("decisive", route.isDecisive());
        out.writeStringField("decision", route.decision().toString());
        write("confidence", route.confidence(), out);
        out.writeStringField("reason", route.reason());
        write("canary", route.canary(), out);
        write("baseline", route.baseline(), out);
        write(route.errors(), out);
        out.writeArrayFieldStart("latency");
        for (Latency latency : route.latency()) {
            write(latency, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(String name, @Nullable Counts counts, JsonGenerator out) throws IOException {
        if (counts == null) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeNumberField("requests", counts.requests());
        out.writeNumberField("errors", counts.errors());
        out.writeEndObject();
    }

    private static void write(Errors errors, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("errors");
        out.writeStringField("decision", errors.decision().toString());
        out.writeNumberField("logRatio", errors.logRatio());
        out.writeNumberField("acceptAt", errors.acceptAt());
        out.writeNumberField("rejectAt", errors.rejectAt());
        write("baselineLogRatio", errors.baselineLogRatio(), out);
        out.writeEndObject();
    }

    private static void write(String name, @Nullable Double number, JsonGenerator out) throws IOException {
        if (number == null) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, number);
        }
    }

    private static void write(Latency latency, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("quantile", latency.quantile());
        out.writeStringField("decision", latency.decision().toString());
        writeRange("canary", latency.canaryLow(), latency.canaryHigh(), out);
        writeRange(latency.isLimit() ? "limit" : "baseline", latency.baselineLow(), latency.baselineHigh(), out);
        out.writeBooleanField("coarse", latency.isCoarse());
        out.writeEndObject();
    }

    /** Writes bounds in seconds. JSON has no infinity, so an infinite upper bound becomes null. */
    private static void writeRange(String name, double low, double high, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("low", low);
        if (Double.isInfinite(high)) {
            out.writeNullField("high");
        } else {
            out.writeNumberField("high", high);
        }
        out.writeEndObject();
    }
}
