package dev.interlock.canary.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the response to an instant query: a vector or a scalar. Used for one response.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">HTTP API of Prometheus</a>
 */
final class ResultParser {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Sample> samples = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private String status = "";
    private String error = "";
    private boolean hasResult;

    private ResultParser() {}

    /**
     * Parses a response.
     *
     * @throws QueryException if Prometheus reports an error
     * @throws IOException if the response is malformed
     */
    static QueryResult parse(byte[] response) throws IOException {
        ResultParser result = new ResultParser();
        try (JsonParser in = JSON.createParser(response)) {
            require(in.nextToken() == JsonToken.START_OBJECT, "no object");
            result.readTop(in);
        }
        if (result.status.equals("error")) {
            throw new QueryException("Prometheus rejected the query: " + result.error);
        }
        require(result.status.equals("success") && result.hasResult, "no result");
        return new QueryResult(result.samples, result.warnings);
    }

    private static void require(boolean isValid, String defect) throws IOException {
        if (!isValid) {
            throw new IOException(defect);
        }
    }

    private void readTop(JsonParser in) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            require(value != null, "an early end");
            switch (name) {
                case "status" -> status = in.getText();
                case "error" -> error = in.getText();
                case "warnings" -> readTexts(in, warnings);
                case "data" -> readData(in);
                default -> in.skipChildren();
            }
        }
    }

    private static void readTexts(JsonParser in, List<String> texts) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "no array of warnings");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(in.currentToken() == JsonToken.VALUE_STRING, "a warning that is not a string");
            texts.add(in.getText());
        }
    }

    private void readData(JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.START_OBJECT, "no object of data");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("result")) {
                readResult(in);
            } else {
                in.skipChildren();
            }
        }
    }

    /** Reads the series of a vector, or the time and value of a scalar. */
    private void readResult(JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "no array of results");
        hasResult = true;
        JsonToken first = in.nextToken();
        if (first == JsonToken.VALUE_NUMBER_INT || first == JsonToken.VALUE_NUMBER_FLOAT) {
            in.nextToken();
            samples.add(new Sample(Map.of(), number(in), List.of()));
            require(in.nextToken() == JsonToken.END_ARRAY, "a scalar of more than two members");
            return;
        }
        for (JsonToken next = first; next != JsonToken.END_ARRAY; next = in.nextToken()) {
            require(next == JsonToken.START_OBJECT, "a series that is not an object");
            readSeries(in);
        }
    }

    private void readSeries(JsonParser in) throws IOException {
        Map<String, String> labels = new HashMap<>();
        List<Sample.Bucket> buckets = new ArrayList<>();
        double value = Double.NaN;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "metric" -> readLabels(in, labels);
                case "value" -> value = readValue(in);
                case "histogram" -> value = readHistogram(in, buckets);
                default -> in.skipChildren();
            }
        }
        samples.add(new Sample(labels, value, buckets));
    }

    private static void readLabels(JsonParser in, Map<String, String> labels) throws IOException {
        require(in.currentToken() == JsonToken.START_OBJECT, "no object of labels");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            labels.put(name, in.getText());
        }
    }

    private static double readValue(JsonParser in) throws IOException {
        beginPair(in);
        double value = number(in);
        require(in.nextToken() == JsonToken.END_ARRAY, "a value of more than two members");
        return value;
    }

    /** Moves to the value in a pair of time and value. */
    private static void beginPair(JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "a value that is not a pair");
        in.nextToken();
        require(in.nextToken() != null, "an early end");
    }

    private static double readHistogram(JsonParser in, List<Sample.Bucket> buckets) throws IOException {
        beginPair(in);
        double count = Double.NaN;
        require(in.currentToken() == JsonToken.START_OBJECT, "a histogram that is not an object");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "count" -> count = number(in);
                case "buckets" -> readBuckets(in, buckets);
                default -> in.skipChildren();
            }
        }
        require(in.nextToken() == JsonToken.END_ARRAY, "a histogram of more than two members");
        return count;
    }

    /**
     * Reads buckets of the form {@code [rule, "lower", "upper", "count"]}. The rule tells which bounds are inclusive.
     */
    private static void readBuckets(JsonParser in, List<Sample.Bucket> buckets) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "no array of buckets");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(in.currentToken() == JsonToken.START_ARRAY, "a bucket that is not an array");
            in.nextToken();
            in.nextToken();
            double above = number(in);
            in.nextToken();
            double upTo = number(in);
            in.nextToken();
            buckets.add(new Sample.Bucket(above, upTo, number(in)));
            require(in.nextToken() == JsonToken.END_ARRAY, "a bucket of more than four members");
        }
    }

    /** Reads a number. Prometheus writes it as a string such as {@code "1.5"}, {@code "NaN"} or {@code "+Inf"}. */
    private static double number(JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.VALUE_STRING, "a number that is not a string");
        String text = in.getText();
        try {
            return Double.parseDouble(text.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            throw new IOException("the number " + text, e);
        }
    }
}
